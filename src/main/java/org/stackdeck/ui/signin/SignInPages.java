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
import org.stackdeck.identity.Setup;
import org.stackdeck.identity.SignIn;

/** Sign-in page. */
@Controller
class SignInPages {

    /** Paths of all server-rendered pages. */
    static final Set<String> PATHS = Set.of(
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

    /** Values of the parameter that selects a notice after a redirect. */
    private static final Set<String> NEWS = Set.of("ended", "expired", "approved", "reset");

    private final SignIn signIn;
    private final Setup setup;
    private final Sessions sessions;
    private final WayIn wayIn;

    SignInPages(SignIn signIn, Setup setup, Sessions sessions, WayIn wayIn) {
        this.signIn = signIn;
        this.setup = setup;
        this.sessions = sessions;
        this.wayIn = wayIn;
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
        if (setup.needed()) {
            return "redirect:/setup";
        }
        model.addAttribute(WayIn.ATTRIBUTE, wayIn.now());
        NEWS.stream()
                .filter(news -> request.getParameter(news) != null)
                .findFirst()
                .ifPresent(news -> model.addAttribute("notice", "signin.login." + news));
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
        SignIn.Result result = signIn.signIn(
                username.strip(), password, request.getRemoteAddr(), Caller.Channel.UI, DeviceCookie.tokens(request));
        return switch (result) {
            case SignIn.SignedIn in -> {
                sessions.begin(in.user(), request, response);
                yield "redirect:" + ReturnPath.parse(next).value();
            }
            case SignIn.Refused _ -> {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                model.addAttribute("refused", true);
                model.addAttribute(WayIn.ATTRIBUTE, wayIn.now());
                model.addAttribute("focus", "password");
                yield "signin/login";
            }
        };
    }
}
