package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.identity.signin.PasswordAuthenticationService;
import org.stackdeck.ui.signin.session.BrowserSessionService;
import org.stackdeck.ui.signin.session.TrustedBrowserCookie;

/** Serves the sign-in page and signs users in with a password. */
@Controller
public class SignInController {

    /** Paths of all server-rendered pages. */
    public static final Set<String> PATHS = Set.of(
            "/login",
            "/login/passkey",
            "/factor",
            "/enrol",
            "/register",
            "/setup",
            "/waiting",
            "/reset",
            "/password",
            "/page-closed");

    /** Paths of requests by scripts that handle status 401. */
    public static final Set<String> JSON_PATHS = Set.of("/passkey/options", "/enrol/passkey");

    /** Names of the parameters that select a notice after a redirect. */
    private static final Set<String> NOTICES = Set.of("ended", "expired", "approved", "reset");

    private final PasswordAuthenticationService passwordAuthenticationService;
    private final AdministratorSetupService initialSetupService;
    private final BrowserSessionService browserSessionService;

    SignInController(
            PasswordAuthenticationService passwordAuthenticationService,
            AdministratorSetupService initialSetupService,
            BrowserSessionService browserSessionService) {
        this.passwordAuthenticationService = passwordAuthenticationService;
        this.initialSetupService = initialSetupService;
        this.browserSessionService = browserSessionService;
    }

    @GetMapping("/login")
    String login(
            @RequestParam(defaultValue = "") String next,
            @Nullable Principal user,
            Model model,
            HttpServletRequest request) {
        if (user != null) {
            return "redirect:" + ReturnPath.parse(next).value();
        }
        if (initialSetupService.isRequired()) {
            return "redirect:/setup";
        }
        NOTICES.stream()
                .filter(notice -> request.getParameter(notice) != null)
                .findFirst()
                .ifPresent(notice -> model.addAttribute("notice", "signin.login." + notice));
        model.addAttribute("focus", "username");
        return "signin/login";
    }

    @PostMapping("/login")
    String login(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        User user = passwordAuthenticationService
                .signIn(
                        username.strip(),
                        password,
                        request.getRemoteAddr(),
                        Caller.Channel.UI,
                        TrustedBrowserCookie.tokens(request))
                .orElse(null);
        if (user == null) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("refused", true);
            model.addAttribute("focus", "password");
            return "signin/login";
        }
        browserSessionService.start(user, request, response);
        return "redirect:" + ReturnPath.parse(next).value();
    }
}
