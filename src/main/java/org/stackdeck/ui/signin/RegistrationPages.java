package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Registration;
import org.stackdeck.identity.Registration.Standing;

/** Asking for an account, and waiting for the answer. */
@Controller
class RegistrationPages {

    private final Registration registration;
    private final WayIn wayIn;
    private final ClaimCookie claims;

    RegistrationPages(Registration registration, WayIn wayIn, ClaimCookie claims) {
        this.registration = registration;
        this.wayIn = wayIn;
        this.claims = claims;
    }

    @GetMapping("/register")
    String register(Model model) {
        model.addAttribute(WayIn.ATTRIBUTE, wayIn.now());
        model.addAttribute("focus", "username");
        return "signin/register";
    }

    @PostMapping("/register")
    String register(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String displayName,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        claims.give(
                registration.register(username, displayName, password, request.getRemoteAddr(), Caller.Channel.UI),
                request,
                response);
        return "redirect:/waiting";
    }

    @GetMapping("/waiting")
    String waiting(Model model, HttpServletRequest request) {
        model.addAttribute("standing", standing(request).name());
        return "signin/waiting";
    }

    /** What the waiting page asks for, to turn by itself. */
    @GetMapping("/waiting/standing")
    @ResponseBody
    Answer answer(HttpServletRequest request) {
        return new Answer(standing(request));
    }

    private Standing standing(HttpServletRequest request) {
        return claims.of(request).map(registration::standing).orElse(Standing.UNKNOWN);
    }

    record Answer(Standing standing) {}
}
