package org.stackdeck.ui.signin;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stackdeck.ui.vaadin.OpenPageLimitProperties;
import org.stackdeck.ui.vaadin.OpenPageLimiter;

/** Page that replaces a page that was closed because too many were open; see {@link OpenPageLimiter}. */
@Controller
class PageClosedController {

    private final OpenPageLimitProperties limits;

    PageClosedController(OpenPageLimitProperties limits) {
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
