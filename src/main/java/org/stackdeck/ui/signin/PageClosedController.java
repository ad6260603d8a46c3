package org.stackdeck.ui.signin;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stackdeck.ui.OpenPages;
import org.stackdeck.ui.PageLimitProperties;

/** Page that replaces a page that was closed because too many were open; see {@link OpenPages}. */
@Controller
class PageClosedController {

    private final PageLimitProperties limits;

    PageClosedController(PageLimitProperties limits) {
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
