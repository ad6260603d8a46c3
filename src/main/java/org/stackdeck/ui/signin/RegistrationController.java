package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.User;
import org.stackdeck.identity.invitation.InvalidInvitationException;
import org.stackdeck.identity.invitation.InvitationAcceptanceService;
import org.stackdeck.identity.mail.EmailAddress;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.identity.registration.RegistrationPolicyService;
import org.stackdeck.identity.registration.RegistrationService;
import org.stackdeck.identity.registration.RegistrationService.RegistrationStatus;
import org.stackdeck.ui.signin.session.BrowserSessionService;

/** Registration pages, for registrations that an administrator approves and for invitations. */
@Controller
class RegistrationController {

    /** Attribute and parameter that mark a registration by invitation. */
    static final String INVITED = "invited";

    /** Attribute with the name of the inviter. */
    static final String INVITER = "inviter";

    private final RegistrationService registrationService;
    private final InvitationAcceptanceService invitationAcceptanceService;
    private final BrowserSessionService browserSessionService;
    private final RegistrationModeCache registrationModeCache;
    private final RegistrationCookies cookies;

    RegistrationController(
            RegistrationService registrationService,
            InvitationAcceptanceService invitationAcceptanceService,
            BrowserSessionService browserSessionService,
            RegistrationModeCache registrationModeCache,
            RegistrationCookies cookies) {
        this.registrationService = registrationService;
        this.invitationAcceptanceService = invitationAcceptanceService;
        this.browserSessionService = browserSessionService;
        this.registrationModeCache = registrationModeCache;
        this.cookies = cookies;
    }

    /** Stores the token of an invitation link in a cookie, and redirects to the page without the token in the URL. */
    @GetMapping(path = "/register", params = "invitation")
    String invited(@RequestParam String invitation, HttpServletRequest request, HttpServletResponse response) {
        cookies.writeInvitation(invitation, request, response);
        return "redirect:/register";
    }

    @GetMapping("/register")
    String register(Model model, HttpServletRequest request, HttpServletResponse response) {
        model.addAttribute("focus", "username");
        if (registrationModeCache.mode() != RegistrationPolicyService.Mode.CLOSED) {
            cookies.readInvitation(request).ifPresent(token -> addInviter(token, model, request, response));
        }
        return "signin/register";
    }

    private void addInviter(String token, Model model, HttpServletRequest request, HttpServletResponse response) {
        try {
            model.addAttribute(INVITER, invitationAcceptanceService.findInviterName(token, request.getRemoteAddr()));
            model.addAttribute(INVITED, true);
        } catch (InvalidInvitationException e) {
            cookies.deleteInvitation(request, response);
            model.addAttribute("invitationVoid", true);
        }
    }

    @PostMapping("/register")
    String register(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String displayName,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String email,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        cookies.writeTicket(
                registrationService.register(
                        username,
                        displayName,
                        password,
                        contact(email, locale),
                        request.getRemoteAddr(),
                        Caller.Channel.UI),
                request,
                response);
        return "redirect:/waiting";
    }

    private static @Nullable MailRecipient contact(String email, Locale locale) {
        if (email.isBlank()) {
            return null;
        }
        EmailAddress address = EmailAddress.parse(email)
                .orElseThrow(() -> new InvalidInputException(Map.of(InputField.EMAIL, InputProblem.EMAIL_FORM)));
        return new MailRecipient(address, locale);
    }

    /**
     * Accepts an invitation. The parameter {@value #INVITED} prevents an ordinary registration if the cookie is
     * missing.
     */
    @PostMapping(path = "/register", params = INVITED)
    String join(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String displayName,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            User user = accept(username, displayName, password, request);
            cookies.deleteInvitation(request, response);
            browserSessionService.start(user, request, response);
            return "redirect:/";
        } catch (InvalidInvitationException e) {
            cookies.deleteInvitation(request, response);
            throw e;
        }
    }

    private User accept(String username, String displayName, String password, HttpServletRequest request) {
        String token = cookies.readInvitation(request).orElse("");
        String source = request.getRemoteAddr();
        try {
            return invitationAcceptanceService.accept(
                    token, username, displayName, password, source, Caller.Channel.UI);
        } catch (InvalidInputException e) {
            // Also throws InvalidInvitationException if the invitation has become invalid in the meantime.
            request.setAttribute(INVITER, invitationAcceptanceService.findInviterName(token, source));
            throw e;
        }
    }

    @GetMapping("/waiting")
    String waiting(Model model, HttpServletRequest request) {
        model.addAttribute("standing", registrationStatus(request).name());
        return "signin/waiting";
    }

    /** Returns the status of the registration, which the waiting page polls. */
    @GetMapping("/waiting/standing")
    @ResponseBody
    WaitingStatus status(HttpServletRequest request) {
        return new WaitingStatus(registrationStatus(request));
    }

    private RegistrationStatus registrationStatus(HttpServletRequest request) {
        return cookies.readTicket(request).map(registrationService::status).orElse(RegistrationStatus.UNKNOWN);
    }

    record WaitingStatus(RegistrationStatus standing) {}
}
