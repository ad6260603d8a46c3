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
import org.stackdeck.identity.AuthenticatorApp;
import org.stackdeck.identity.FactorException;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.PasskeyException;
import org.stackdeck.identity.Passkeys;
import org.stackdeck.identity.SecondFactors;
import org.stackdeck.identity.SessionAuthorities;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.SignedInUser;
import org.stackdeck.ui.component.Device;
import org.stackdeck.ui.component.Phrase;
import org.stackdeck.ui.component.QrPicture;
import org.stackdeck.ui.component.Words;

/**
 * Pages for the set-up of a second factor after the password, if the role requires one: authenticator app or passkey.
 */
@Controller
class EnrolPages {

    private final AuthenticatorApp app;
    private final Passkeys passkeys;
    private final I18NProvider translations;
    private final CurrentUser currentUser;
    private final Sessions sessions;

    EnrolPages(
            AuthenticatorApp app,
            Passkeys passkeys,
            I18NProvider translations,
            CurrentUser currentUser,
            Sessions sessions) {
        this.app = app;
        this.passkeys = passkeys;
        this.translations = translations;
        this.currentUser = currentUser;
        this.sessions = sessions;
    }

    @GetMapping("/enrol")
    String enrol(@RequestParam(defaultValue = "") String next, Authentication authentication, Model model) {
        if (SessionAuthorities.need(authentication) != SecondFactors.Need.ENROLMENT) {
            return "redirect:" + ReturnPath.parse(next).value();
        }
        show(model);
        return "signin/enrol";
    }

    /** Options for the creation of a passkey. */
    @PostMapping(path = "/enrol/passkey", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String options(Authentication authentication, HttpServletRequest request) {
        if (SessionAuthorities.need(authentication) != SecondFactors.Need.ENROLMENT) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        try {
            return passkeys.begin(currentUser.caller());
        } catch (StepUpRequiredException tooOld) {
            Sessions.end(request.getSession(false));
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
    }

    /**
     * Saves a passkey if one is submitted. Otherwise creates the secret of the app, or confirms it if a code is
     * submitted.
     */
    @PostMapping("/enrol")
    String enrol(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(defaultValue = "") String passkey,
            @RequestParam(defaultValue = "") String next,
            @AuthenticationPrincipal SignedInUser principal,
            Authentication authentication,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (SessionAuthorities.need(authentication) != SecondFactors.Need.ENROLMENT) {
            return "redirect:" + ReturnPath.parse(next).value();
        }
        try {
            if (code == null && passkey.isEmpty()) {
                app.begin(currentUser.caller());
                show(model);
                return "signin/enrol";
            }
            model.addAttribute(
                    "recoveryCodes",
                    code == null ? added(passkey, locale, request) : app.confirm(currentUser.caller(), code));
            model.addAttribute("wanted", ReturnPath.parse(next).value());
            sessions.complete(principal, currentUser.user(), request, response);
            return "signin/enrol";
        } catch (InvalidInputException wrong) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problems", Map.of("code", "signin.problem.code-wrong"));
            show(model);
            return "signin/enrol";
        } catch (PasskeyException refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("passkeyNotMade", true);
            show(model);
            return "signin/enrol";
        } catch (FactorException changedMeanwhile) {
            return "redirect:/enrol?next="
                    + UriUtils.encodeQueryParam(ReturnPath.parse(next).value(), UTF_8);
        } catch (StepUpRequiredException tooOld) {
            Sessions.end(request.getSession(false));
            return "redirect:/login?ended";
        }
    }

    private List<String> added(String passkey, Locale locale, HttpServletRequest request) {
        Phrase device = Device.browser(request.getHeader(HttpHeaders.USER_AGENT));
        return passkeys.add(
                currentUser.caller(), passkey, Words.in(translations, locale).say(device));
    }

    private void show(Model model) {
        model.addAttribute("passkeyProblem", "signin.passkey.not-made");
        app.begun(currentUser.caller()).ifPresent(enrolment -> {
            model.addAttribute("qr", QrPicture.of(enrolment.uri()));
            model.addAttribute("secret", QrPicture.grouped(enrolment.secret()));
            model.addAttribute("focus", "code");
        });
    }
}
