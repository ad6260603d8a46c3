package org.stackdeck.ui.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
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
import org.springframework.web.util.WebUtils;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;
import org.stackdeck.identity.InvitationVoidException;
import org.stackdeck.identity.PasskeyException;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.identity.RegistrationRefusedException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.platform.DatabaseFailures;
import org.stackdeck.platform.RequestPath;

/** Adds the common model attributes of the sign-in pages, and shows a form again with its input and the error. */
@ControllerAdvice(basePackageClasses = PageAdvice.class)
// Before the advice of the REST API, which applies to all requests and would end the search for a handler.
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageAdvice {

    /** Fields that keep their value when a form is shown again. Never a password. */
    private static final List<String> KEPT = List.of("username", "displayName", "code", "next");

    private final WayIn wayIn;
    private final boolean simulated;

    PageAdvice(WayIn wayIn, @Value("${stackdeck.demo:false}") boolean simulated) {
        this.wayIn = wayIn;
        this.simulated = simulated;
    }

    @ModelAttribute
    void add(Model model, HttpServletRequest request, Locale locale) {
        model.addAllAttributes(common(request, locale));
        model.addAttribute(WayIn.ATTRIBUTE, wayIn.now());
        model.addAttribute(RegistrationPages.INVITED, false);
        if (request.getParameter("stale") != null) {
            model.addAttribute("notice", "signin.stale");
        }
    }

    @ExceptionHandler
    ModelAndView invalid(InvalidInputException e, HttpServletRequest request, Locale locale) {
        Map<String, String> problems = new LinkedHashMap<>();
        e.problems().forEach((field, problem) -> problems.put(input(field), key(problem)));
        ModelAndView page = again(request, locale, HttpStatus.BAD_REQUEST);
        page.addObject("problems", problems);
        page.addObject("focus", problems.keySet().iterator().next());
        return page;
    }

    @ExceptionHandler
    ModelAndView refused(RegistrationRefusedException e, HttpServletRequest request, Locale locale) {
        ModelAndView page = again(request, locale, HttpStatus.FORBIDDEN, e.mode());
        page.addObject(RegistrationPages.INVITED, false);
        return page;
    }

    /** One error for all reasons for which an invitation is no longer valid. */
    @ExceptionHandler
    ModelAndView invitationVoid(InvitationVoidException e, HttpServletRequest request, Locale locale) {
        ModelAndView page = again(request, locale, HttpStatus.FORBIDDEN);
        page.addObject("invitationVoid", true);
        page.addObject(RegistrationPages.INVITED, false);
        return page;
    }

    @ExceptionHandler
    ModelAndView passkey(PasskeyException e, HttpServletRequest request, Locale locale) {
        ModelAndView page = again(request, locale, HttpStatus.UNAUTHORIZED);
        page.addObject("passkeyRefused", true);
        return page;
    }

    @ExceptionHandler
    ModelAndView tooMany(
            TooManyAttemptsException e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()));
        ModelAndView page = again(request, locale, HttpStatus.TOO_MANY_REQUESTS);
        page.addObject("busyMinutes", e.retryAfter().toMinutes() + 1);
        return page;
    }

    /** Shows a form again with its input. Other requests are handled by {@link DatabaseAwayPages}. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView databaseAway(
            RuntimeException e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        if (!DatabaseFailures.away(e) || !HttpMethod.POST.matches(request.getMethod())) {
            throw e;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseFailures.RETRY_AFTER));
        ModelAndView page = again(request, locale, HttpStatus.SERVICE_UNAVAILABLE, wayIn.now());
        page.addObject("databaseAway", true);
        return page;
    }

    private ModelAndView again(HttpServletRequest request, Locale locale, HttpStatus status) {
        return again(request, locale, status, wayIn.now());
    }

    private ModelAndView again(
            HttpServletRequest request, Locale locale, HttpStatus status, RegistrationPolicy.Mode registration) {
        ModelAndView page = new ModelAndView("signin" + page(request), status);
        page.addAllObjects(common(request, locale));
        page.addObject(WayIn.ATTRIBUTE, registration);
        page.addObject(RegistrationPages.INVITED, request.getParameter(RegistrationPages.INVITED) != null);
        page.addObject(RegistrationPages.INVITER, request.getAttribute(RegistrationPages.INVITER));
        return page;
    }

    private static String page(HttpServletRequest request) {
        String path = RequestPath.of(request);
        return path.startsWith("/login/") ? "/login" : path;
    }

    private Map<String, Object> common(HttpServletRequest request, Locale locale) {
        // Create the token before the form is rendered: during rendering, the headers may be sent already, and the
        // cookie would be lost.
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf) {
            csrf.getToken();
        }
        Map<String, String> typed = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value = request.getParameter(name);
            if (value != null) {
                typed.put(name, value);
            }
        }
        Cookie theme = WebUtils.getCookie(request, ChoiceCookies.THEME);
        String chosen = theme == null ? "" : theme.getValue();
        Map<String, Object> common = new LinkedHashMap<>();
        common.put("language", locale.toLanguageTag());
        common.put("theme", List.of("light", "dark").contains(chosen) ? chosen : "");
        common.put("typed", typed);
        common.put("problems", Map.of());
        common.put("simulated", simulated);
        return common;
    }

    private static String input(Field field) {
        return switch (field) {
            case NAME -> "username";
            case DISPLAY_NAME -> "displayName";
            case PASSWORD -> "password";
            case CURRENT_PASSWORD -> "current";
            case CODE -> "code";
        };
    }

    private static String key(Problem problem) {
        return "signin.problem." + problem.word();
    }
}
