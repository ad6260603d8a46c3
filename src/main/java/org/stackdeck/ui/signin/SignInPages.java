package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Setup;
import org.stackdeck.identity.SignIn;

/** Signing in. */
@Controller
class SignInPages {

    /** The paths of all server-rendered pages. */
    static final Set<String> PATHS = Set.of("/login", "/register", "/setup", "/waiting", "/reset", "/password");

    private final SignIn signIn;
    private final Setup setup;
    private final Sessions sessions;

    SignInPages(SignIn signIn, Setup setup, Sessions sessions) {
        this.signIn = signIn;
        this.setup = setup;
        this.sessions = sessions;
    }

    @GetMapping("/login")
    String login(@RequestParam(defaultValue = "") String next, Model model) {
        if (setup.needed()) {
            return "redirect:/setup";
        }
        model.addAttribute("next", next);
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
        SignIn.Result result = signIn.signIn(username, password, request.getRemoteAddr(), Caller.Channel.UI);
        return switch (result) {
            case SignIn.SignedIn in -> {
                sessions.begin(in.user(), request, response);
                yield "redirect:" + ReturnPath.parse(next).value();
            }
            case SignIn.Waiting _, SignIn.Refused _ -> {
                model.addAttribute("next", next);
                model.addAttribute("username", username);
                model.addAttribute("refused", true);
                yield "signin/login";
            }
        };
    }

    @GetMapping("/setup")
    String setup() {
        return setup.open() ? "signin/setup" : "redirect:/login";
    }

    @PostMapping("/setup")
    String setup(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.begin(
                setup.complete(code, username, password, request.getRemoteAddr(), Caller.Channel.UI),
                request,
                response);
        return "redirect:/";
    }
}
