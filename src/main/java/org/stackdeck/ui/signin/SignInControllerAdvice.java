package org.stackdeck.ui.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.util.WebUtils;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.invitation.InvalidInvitationException;
import org.stackdeck.identity.mail.MailStatusService;
import org.stackdeck.identity.passkey.PasskeyException;
import org.stackdeck.identity.registration.RegistrationNotAllowedException;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.platform.StackdeckProperties;
import org.stackdeck.platform.database.DatabaseUnavailableClassifier;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.signin.security.DatabaseUnavailableFilter;
import org.stackdeck.ui.vaadin.PreloadedModules;
import org.stackdeck.ui.vaadin.ReportingErrorHandler;

/**
 * Adds the common model attributes of the sign-in pages. After an error, shows the form again with its input and the
 * error.
 */
@ControllerAdvice(basePackageClasses = SignInControllerAdvice.class)
// Runs before the advice of the REST API, which applies to all requests and would end the search for a handler.
@Order(Ordered.HIGHEST_PRECEDENCE)
class SignInControllerAdvice {

    /** Fields that keep their value when a form is shown again. Must not contain a password. */
    private static final List<String> KEPT_FIELDS = List.of("username", "displayName", "email", "code", "next");

    /** View of error responses to scripts. */
    private static final View NO_CONTENT = (_, _, _) -> {};

    private final RegistrationModeCache registrationModeCache;
    private final MailStatusService mailStatusService;
    private final PreloadedModules bundle;
    private final boolean simulated;

    SignInControllerAdvice(
            RegistrationModeCache registrationModeCache,
            MailStatusService mailStatusService,
            PreloadedModules bundle,
            StackdeckProperties stackdeckProperties) {
        this.registrationModeCache = registrationModeCache;
        this.mailStatusService = mailStatusService;
        this.bundle = bundle;
        this.simulated = stackdeckProperties.demo();
    }

    @ModelAttribute
    void add(Model model, HttpServletRequest request, Locale locale) {
        model.addAllAttributes(commonAttributes(request, locale));
        model.addAttribute(RegistrationModeCache.ATTRIBUTE, registrationModeCache.mode());
        model.addAttribute(RegistrationController.INVITED, false);
        if (request.getParameter("stale") != null) {
            model.addAttribute("notice", "signin.stale");
        }
    }

    @ExceptionHandler
    ModelAndView invalid(InvalidInputException e, HttpServletRequest request, Locale locale) {
        Map<String, String> problems = new LinkedHashMap<>();
        e.problems().forEach((inputField, inputProblem) -> problems.put(input(inputField), key(inputProblem)));
        ModelAndView page = redisplayForm(request, locale, HttpStatus.BAD_REQUEST);
        page.addObject("problems", problems);
        page.addObject("focus", problems.keySet().iterator().next());
        return page;
    }

    @ExceptionHandler
    ModelAndView refused(RegistrationNotAllowedException e, HttpServletRequest request, Locale locale) {
        ModelAndView page = redisplayForm(request, locale, HttpStatus.FORBIDDEN);
        page.addObject(RegistrationModeCache.ATTRIBUTE, e.mode());
        page.addObject(RegistrationController.INVITED, false);
        return page;
    }

    /** Shows the same error for all reasons why an invitation is invalid. */
    @ExceptionHandler
    ModelAndView invitationVoid(InvalidInvitationException e, HttpServletRequest request, Locale locale) {
        ModelAndView page = redisplayForm(request, locale, HttpStatus.FORBIDDEN);
        page.addObject("invitationVoid", true);
        page.addObject(RegistrationController.INVITED, false);
        return page;
    }

    @ExceptionHandler
    ModelAndView passkey(PasskeyException e, HttpServletRequest request, Locale locale) {
        ModelAndView page = redisplayForm(request, locale, HttpStatus.UNAUTHORIZED);
        page.addObject("passkeyRefused", true);
        return page;
    }

    /** Redirects to the sign-in page if the session ended while the request was processed. */
    @ExceptionHandler
    String sessionEnded(SessionEndedException e) {
        return "redirect:/login";
    }

    @ExceptionHandler
    ModelAndView tooMany(
            TooManyAttemptsException e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()));
        ModelAndView page = redisplayForm(request, locale, HttpStatus.TOO_MANY_REQUESTS);
        page.addObject("busyMinutes", e.retryAfter().toMinutes() + 1);
        return page;
    }

    /** Shows a submitted form again with its input. {@link DatabaseUnavailableFilter} handles other requests. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView databaseAway(
            RuntimeException e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        if (!DatabaseUnavailableClassifier.isUnavailable(e) || !HttpMethod.POST.matches(request.getMethod())) {
            throw e;
        }
        response.setHeader(
                HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseUnavailableClassifier.RETRY_AFTER_SECONDS));
        ModelAndView page = redisplayForm(request, locale, HttpStatus.SERVICE_UNAVAILABLE);
        page.addObject(DatabaseUnavailableFilter.PROBLEM, ReportingErrorHandler.databaseProblemKey(e));
        return page;
    }

    private ModelAndView redisplayForm(HttpServletRequest request, Locale locale, HttpStatus status) {
        if (SignInController.JSON_PATHS.contains(HttpRequestPath.of(request))) {
            ModelAndView statusOnly = new ModelAndView(NO_CONTENT);
            statusOnly.setStatus(status);
            return statusOnly;
        }
        ModelAndView page = new ModelAndView("signin" + page(request), status);
        page.addAllObjects(commonAttributes(request, locale));
        page.addObject(RegistrationModeCache.ATTRIBUTE, registrationModeCache.mode());
        page.addObject(RegistrationController.INVITED, request.getParameter(RegistrationController.INVITED) != null);
        page.addObject(RegistrationController.INVITER, request.getAttribute(RegistrationController.INVITER));
        return page;
    }

    private static String page(HttpServletRequest request) {
        String path = HttpRequestPath.of(request);
        return path.startsWith("/login/") ? "/login" : path;
    }

    private Map<String, Object> commonAttributes(HttpServletRequest request, Locale locale) {
        // Creates the token before the form is rendered. During rendering, the headers may already have been sent, and
        // the cookie would be lost.
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf) {
            csrf.getToken();
        }
        Map<String, String> formValues = new LinkedHashMap<>();
        for (String name : KEPT_FIELDS) {
            String value = request.getParameter(name);
            if (value != null) {
                formValues.put(name, value);
            }
        }
        Cookie theme = WebUtils.getCookie(request, DisplayPreferenceService.THEME_COOKIE);
        String themeName = theme == null ? "" : theme.getValue();
        Map<String, Object> common = new LinkedHashMap<>();
        common.put("language", locale.toLanguageTag());
        common.put("theme", List.of("light", "dark").contains(themeName) ? themeName : "");
        common.put("formValues", formValues);
        common.put("problems", Map.of());
        common.put("bundleFiles", bundle.files());
        common.put("simulated", simulated);
        common.put("mailAvailable", mailStatusService.isConfigured());
        return common;
    }

    private static String input(InputField inputField) {
        return inputField == InputField.CURRENT_PASSWORD ? "current" : inputField.code();
    }

    private static String key(InputProblem inputProblem) {
        return "signin.problem." + inputProblem.code();
    }
}
