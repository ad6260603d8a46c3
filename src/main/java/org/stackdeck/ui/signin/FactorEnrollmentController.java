package org.stackdeck.ui.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.vaadin.flow.i18n.I18NProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.factor.TotpEnrollmentService;
import org.stackdeck.identity.passkey.PasskeyException;
import org.stackdeck.identity.passkey.PasskeyService;
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.UserPrincipal;
import org.stackdeck.ui.component.QrCodeSvg;
import org.stackdeck.ui.i18n.DeviceLabels;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.signin.session.BrowserSessionService;

/**
 * Pages for setting up a second factor (an authenticator app or a passkey) after the password step, if the role
 * requires one.
 */
@Controller
class FactorEnrollmentController {

    private final TotpEnrollmentService totpEnrollmentService;
    private final PasskeyService passkeyService;
    private final I18NProvider translations;
    private final CurrentUser currentUser;
    private final BrowserSessionService browserSessionService;

    FactorEnrollmentController(
            TotpEnrollmentService totpEnrollmentService,
            PasskeyService passkeyService,
            I18NProvider translations,
            CurrentUser currentUser,
            BrowserSessionService browserSessionService) {
        this.totpEnrollmentService = totpEnrollmentService;
        this.passkeyService = passkeyService;
        this.translations = translations;
        this.currentUser = currentUser;
        this.browserSessionService = browserSessionService;
    }

    @GetMapping("/enrol")
    String enrol(@RequestParam(defaultValue = "") String next, Authentication authentication, Model model) {
        if (LoginSessionAuthorityMapper.missingStep(authentication)
                != SecondFactorStatusService.MissingStep.ENROLLMENT) {
            return "redirect:" + ReturnPath.parse(next).value();
        }
        model.addAllAttributes(setUpAttributes());
        return "signin/enrol";
    }

    /** Returns the options for creating a passkey. Ends the session if its authentication is too old. */
    @PostMapping(path = "/enrol/passkey", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String options(Authentication authentication, HttpServletRequest request) {
        if (LoginSessionAuthorityMapper.missingStep(authentication)
                != SecondFactorStatusService.MissingStep.ENROLLMENT) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        try {
            return passkeyService.beginRegistration(currentUser.caller());
        } catch (StepUpRequiredException tooOld) {
            BrowserSessionService.end(request.getSession(false));
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
    }

    /**
     * Confirms the secret of the authenticator app if a code is submitted, or saves a submitted passkey. Otherwise
     * creates the secret of the app.
     */
    @PostMapping("/enrol")
    String enrol(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(defaultValue = "") String passkey,
            @RequestParam(defaultValue = "") String next,
            @AuthenticationPrincipal UserPrincipal principal,
            Authentication authentication,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (LoginSessionAuthorityMapper.missingStep(authentication)
                != SecondFactorStatusService.MissingStep.ENROLLMENT) {
            return "redirect:" + ReturnPath.parse(next).value();
        }
        try {
            if (code == null && passkey.isEmpty()) {
                totpEnrollmentService.beginEnrollment(currentUser.caller());
                model.addAllAttributes(setUpAttributes());
                return "signin/enrol";
            }
            model.addAttribute(
                    "recoveryCodes",
                    code == null
                            ? added(passkey, locale, request)
                            : totpEnrollmentService.confirm(currentUser.caller(), code));
            model.addAttribute("wanted", ReturnPath.parse(next).value());
            browserSessionService.complete(principal, currentUser.user(), request, response);
            return "signin/enrol";
        } catch (InvalidInputException wrong) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problems", Map.of("code", "signin.problem.code-wrong"));
            model.addAllAttributes(setUpAttributes());
            return "signin/enrol";
        } catch (PasskeyException refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("passkeyNotMade", true);
            model.addAllAttributes(setUpAttributes());
            return "signin/enrol";
        } catch (AuthenticationFactorException changedMeanwhile) {
            return "redirect:/enrol?next="
                    + UriUtils.encodeQueryParam(ReturnPath.parse(next).value(), UTF_8);
        } catch (StepUpRequiredException tooOld) {
            BrowserSessionService.end(request.getSession(false));
            return "redirect:/login?ended";
        } catch (TooManyAttemptsException e) {
            // The advice shows the page with another model.
            setUpAttributes().forEach(request::setAttribute);
            throw e;
        }
    }

    private List<String> added(String passkey, Locale locale, HttpServletRequest request) {
        Message device = DeviceLabels.browser(request.getHeader(HttpHeaders.USER_AGENT));
        return passkeyService.finishRegistration(
                currentUser.caller(),
                passkey,
                Messages.forLocale(translations, locale).text(device));
    }

    private Map<String, Object> setUpAttributes() {
        return totpEnrollmentService
                .pendingEnrollment(currentUser.caller())
                .<Map<String, Object>>map(totpEnrollment -> Map.of(
                        "qr",
                        QrCodeSvg.of(totpEnrollment.uri()),
                        "secret",
                        totpEnrollment.groupedSecret(),
                        "focus",
                        "code"))
                .orElse(Map.of());
    }
}
