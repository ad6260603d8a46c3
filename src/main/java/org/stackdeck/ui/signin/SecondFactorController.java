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
import org.stackdeck.identity.factor.ReauthenticationService;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.UserPrincipal;
import org.stackdeck.ui.signin.session.BrowserSessionService;

/** Second step of signing in: a code from the authenticator app, a recovery code or a passkey. */
@Controller
class SecondFactorController {

    private final ReauthenticationService reauthenticationService;
    private final CurrentUser currentUser;
    private final BrowserSessionService browserSessionService;

    SecondFactorController(
            ReauthenticationService reauthenticationService,
            CurrentUser currentUser,
            BrowserSessionService browserSessionService) {
        this.reauthenticationService = reauthenticationService;
        this.currentUser = currentUser;
        this.browserSessionService = browserSessionService;
    }

    @GetMapping("/factor")
    String factor(@RequestParam(defaultValue = "") String next, Authentication authentication, Model model) {
        if (LoginSessionAuthorityMapper.missingStep(authentication)
                != SecondFactorStatusService.MissingStep.VERIFICATION) {
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
            @AuthenticationPrincipal UserPrincipal principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (passkey.isEmpty()) {
            reauthenticationService.verifyCode(currentUser.caller(), code);
        } else {
            reauthenticationService.verifyPasskey(currentUser.caller(), passkey);
        }
        browserSessionService.complete(principal, currentUser.user(), request, response);
        return "redirect:" + ReturnPath.parse(next).value();
    }
}
