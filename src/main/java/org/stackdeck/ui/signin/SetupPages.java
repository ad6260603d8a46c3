package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Setup;

/** Page to create the first administrator, or to restore one. */
@Controller
class SetupPages {

    private final Setup setup;
    private final Sessions sessions;

    SetupPages(Setup setup, Sessions sessions) {
        this.setup = setup;
        this.sessions = sessions;
    }

    @ModelAttribute("restore")
    boolean restore() {
        return !setup.needed();
    }

    @GetMapping("/setup")
    String setup(Model model) {
        if (!setup.needed() && !setup.open()) {
            return "redirect:/login";
        }
        model.addAttribute("focus", "code");
        return "signin/setup";
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
