package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.Passkeys;
import org.stackdeck.identity.User;

/** Signing in by a passkey. */
@Controller
class PasskeyPages {

    private final Passkeys passkeys;
    private final Sessions sessions;

    PasskeyPages(Passkeys passkeys, Sessions sessions) {
        this.passkeys = passkeys;
        this.sessions = sessions;
    }

    /** Returns the challenge for the browser. Uses POST, so that pages of other origins cannot request it. */
    @PostMapping(path = "/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String options(HttpServletRequest request) {
        return passkeys.ask(request.getRemoteAddr());
    }

    @PostMapping("/login/passkey")
    String signIn(
            @RequestParam(defaultValue = "") String passkey,
            @RequestParam(defaultValue = "") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        User user = passkeys.signIn(passkey, request.getRemoteAddr()).orElse(null);
        if (user == null) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("passkeyRefused", true);
            model.addAttribute("focus", "username");
            return "signin/login";
        }
        sessions.begin(user, EnumSet.of(Factor.PASSKEY), request, response);
        return "redirect:" + ReturnPath.parse(next).value();
    }
}
