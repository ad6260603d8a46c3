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
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvitationVoidException;
import org.stackdeck.identity.Joining;
import org.stackdeck.identity.Registration;
import org.stackdeck.identity.Registration.Standing;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.identity.User;

/** Pages to register: by a request that an administrator approves, or by an invitation. */
@Controller
class RegistrationPages {

    /** Attribute and parameter that mark a registration by invitation. */
    static final String INVITED = "invited";

    /** Attribute with the name of the inviter. */
    static final String INVITER = "inviter";

    private final Registration registration;
    private final Joining joining;
    private final Sessions sessions;
    private final WayIn wayIn;
    private final ClaimCookie claims;
    private final InvitationCookie invitations;

    RegistrationPages(
            Registration registration,
            Joining joining,
            Sessions sessions,
            WayIn wayIn,
            ClaimCookie claims,
            InvitationCookie invitations) {
        this.registration = registration;
        this.joining = joining;
        this.sessions = sessions;
        this.wayIn = wayIn;
        this.claims = claims;
        this.invitations = invitations;
    }

    /** Handles the link of an invitation and redirects to the page without the token in the URL. */
    @GetMapping(path = "/register", params = "invitation")
    String invited(@RequestParam String invitation, HttpServletRequest request, HttpServletResponse response) {
        invitations.give(invitation, request, response);
        return "redirect:/register";
    }

    @GetMapping("/register")
    String register(Model model, HttpServletRequest request, HttpServletResponse response) {
        RegistrationPolicy.Mode mode = wayIn.now();
        model.addAttribute(WayIn.ATTRIBUTE, mode);
        model.addAttribute("focus", "username");
        if (mode != RegistrationPolicy.Mode.CLOSED) {
            invitations.of(request).ifPresent(token -> greet(token, model, request, response));
        }
        return "signin/register";
    }

    private void greet(String token, Model model, HttpServletRequest request, HttpServletResponse response) {
        try {
            model.addAttribute(INVITER, joining.inviter(token, request.getRemoteAddr()));
            model.addAttribute(INVITED, true);
        } catch (InvitationVoidException e) {
            invitations.drop(request, response);
            model.addAttribute("invitationVoid", true);
        }
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

    /** Accepts an invitation. The parameter prevents an ordinary registration if the cookie is missing. */
    @PostMapping(path = "/register", params = INVITED)
    String join(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String displayName,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        String token = invitations.of(request).orElse("");
        String source = request.getRemoteAddr();
        try {
            User user = joining.join(token, username, displayName, password, source, Caller.Channel.UI);
            invitations.drop(request, response);
            sessions.begin(user, request, response);
            return "redirect:/";
        } catch (InvalidInputException again) {
            request.setAttribute(INVITER, joining.inviter(token, source));
            throw again;
        } catch (InvitationVoidException e) {
            invitations.drop(request, response);
            throw e;
        }
    }

    @GetMapping("/waiting")
    String waiting(Model model, HttpServletRequest request) {
        model.addAttribute("standing", standing(request).name());
        return "signin/waiting";
    }

    /** Status for the waiting page, which polls it. */
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
