package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.password.MailedResetCodeService;
import org.stackdeck.identity.password.PasswordChangeService;
import org.stackdeck.identity.password.PasswordResetService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.signin.session.BrowserSessionService;

/**
 * Pages for setting a new password. A signed-in user enters the current password; other users enter a reset code, which
 * they can request by e-mail.
 */
@Controller
class PasswordController {

    private final PasswordChangeService passwords;
    private final PasswordResetService resets;
    private final MailedResetCodeService mailedCodes;
    private final CurrentUser currentUser;
    private final BrowserSessionService browserSessionService;

    PasswordController(
            PasswordChangeService passwords,
            PasswordResetService resets,
            MailedResetCodeService mailedCodes,
            CurrentUser currentUser,
            BrowserSessionService browserSessionService) {
        this.passwords = passwords;
        this.resets = resets;
        this.mailedCodes = mailedCodes;
        this.currentUser = currentUser;
        this.browserSessionService = browserSessionService;
    }

    /** @param username user name from the link in a message, which the form shows */
    @GetMapping("/reset")
    String reset(@RequestParam(defaultValue = "") String username, Model model) {
        model.addAttribute("focus", username.isBlank() ? "username" : "code");
        return "signin/reset";
    }

    @PostMapping("/reset")
    String reset(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request) {
        resets.reset(username, code, password, request.getRemoteAddr(), Caller.Channel.UI);
        return "redirect:/login?reset";
    }

    /** Requests a code by e-mail. The response is the same for all names except an empty name. */
    @PostMapping(path = "/reset", params = "send")
    String sendCode(@RequestParam(defaultValue = "") String username, Model model, HttpServletRequest request) {
        if (username.isBlank()) {
            throw new InvalidInputException(Map.of(InputField.NAME, InputProblem.NAME_MISSING));
        }
        mailedCodes.request(username, request.getRemoteAddr());
        model.addAttribute("notice", "signin.reset.sent");
        model.addAttribute("focus", "code");
        return "signin/reset";
    }

    @GetMapping("/password")
    String change(Model model, @RequestParam(required = false) boolean done) {
        model.addAttribute("name", currentUser.caller().userName().value());
        model.addAttribute("done", done);
        model.addAttribute("focus", "current");
        return "signin/password";
    }

    /** Changes the password, which ends all sessions of the user, and starts a new session. */
    @PostMapping("/password")
    String change(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        browserSessionService.start(passwords.change(currentUser.caller(), current, password), request, response);
        return "redirect:/password?done=true";
    }
}
