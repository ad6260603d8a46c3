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
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.User;
import org.stackdeck.identity.passkey.PasskeyService;
import org.stackdeck.ui.signin.session.BrowserSessionService;

/** Signs users in with a passkey. */
@Controller
class PasskeySignInController {

    private final PasskeyService passkeyService;
    private final BrowserSessionService browserSessionService;

    PasskeySignInController(PasskeyService passkeyService, BrowserSessionService browserSessionService) {
        this.passkeyService = passkeyService;
        this.browserSessionService = browserSessionService;
    }

    /** Returns the challenge for the browser. Uses POST, so that pages of other origins cannot request a challenge. */
    @PostMapping(path = "/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String options() {
        return passkeyService.beginAuthentication();
    }

    @PostMapping("/login/passkey")
    String signIn(
            @RequestParam(defaultValue = "") String passkey,
            @RequestParam(defaultValue = "") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        User user = passkeyService.signIn(passkey, request.getRemoteAddr()).orElse(null);
        if (user == null) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("passkeyRefused", true);
            model.addAttribute("focus", "username");
            return "signin/login";
        }
        browserSessionService.start(user, EnumSet.of(AuthenticationFactor.PASSKEY), request, response);
        return "redirect:" + ReturnPath.parse(next).value();
    }
}
