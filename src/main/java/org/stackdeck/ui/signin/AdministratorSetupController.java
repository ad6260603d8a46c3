package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.ui.admin.clouds.FirstStepsService;
import org.stackdeck.ui.admin.clouds.FirstStepsView;
import org.stackdeck.ui.signin.session.BrowserSessionService;

/** Page for creating the first administrator, or for restoring administrator access. */
@Controller
class AdministratorSetupController {

    private final AdministratorSetupService initialSetupService;
    private final BrowserSessionService browserSessionService;
    private final Clouds clouds;

    AdministratorSetupController(
            AdministratorSetupService initialSetupService, BrowserSessionService browserSessionService, Clouds clouds) {
        this.initialSetupService = initialSetupService;
        this.browserSessionService = browserSessionService;
        this.clouds = clouds;
    }

    @ModelAttribute("restore")
    boolean restore() {
        return !initialSetupService.isRequired();
    }

    @GetMapping("/setup")
    String setup(Model model) {
        if (!initialSetupService.isRequired() && !initialSetupService.isOpen()) {
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
        boolean first = initialSetupService.isRequired();
        browserSessionService.start(
                initialSetupService.complete(code, username, password, request.getRemoteAddr(), Caller.Channel.UI),
                request,
                response);
        return first && FirstStepsService.isWithoutCloud(clouds) ? "redirect:/" + FirstStepsView.PATH : "redirect:/";
    }
}
