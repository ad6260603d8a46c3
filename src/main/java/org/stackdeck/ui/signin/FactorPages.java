package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stackdeck.identity.Proofs;
import org.stackdeck.identity.SecondFactors;
import org.stackdeck.identity.SessionAuthorities;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.SignedInUser;

/** Second step of signing in: a code of the authenticator app, or a recovery code. */
@Controller
class FactorPages {

    private final Proofs proofs;
    private final CurrentUser currentUser;
    private final Sessions sessions;

    FactorPages(Proofs proofs, CurrentUser currentUser, Sessions sessions) {
        this.proofs = proofs;
        this.currentUser = currentUser;
        this.sessions = sessions;
    }

    @GetMapping("/factor")
    String factor(@RequestParam(defaultValue = "") String next, Authentication authentication, Model model) {
        if (SessionAuthorities.need(authentication) != SecondFactors.Need.PROOF) {
            return "redirect:" + ReturnPath.parse(next).value();
        }
        model.addAttribute("focus", "code");
        return "signin/factor";
    }

    @PostMapping("/factor")
    String factor(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String passkey,
            @RequestParam(defaultValue = "") String next,
            @AuthenticationPrincipal SignedInUser principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (passkey.isEmpty()) {
            proofs.byCode(currentUser.caller(), code);
        } else {
            proofs.byPasskey(currentUser.caller(), passkey);
        }
        sessions.complete(principal, currentUser.user(), request, response);
        return "redirect:" + ReturnPath.parse(next).value();
    }
}
