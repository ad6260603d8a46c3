package org.stackdeck.ui.signin;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stackdeck.ui.vaadin.OpenPageLimitProperties;
import org.stackdeck.ui.vaadin.OpenPageLimiter;

/** Serves the page that the browser shows when {@link OpenPageLimiter} has closed a page. */
@Controller
class OpenPageLimitController {

    private final OpenPageLimitProperties limits;

    OpenPageLimitController(OpenPageLimitProperties limits) {
        this.limits = limits;
    }

    @GetMapping("/page-closed")
    String show(@RequestParam(defaultValue = "") String next, Model model) {
        model.addAttribute("perSession", limits.perSession());
        model.addAttribute("perUser", limits.perUser());
        model.addAttribute("again", ReturnPath.parse(next).value());
        return "signin/page-closed";
    }
}
