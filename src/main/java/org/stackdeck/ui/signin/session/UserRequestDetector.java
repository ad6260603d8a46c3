package org.stackdeck.ui.signin.session;

import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.stackdeck.ui.vaadin.StaticFileMatcher;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Distinguishes user activity from requests that pages send automatically. Users open pages, submit forms and cause
 * events within pages. Heartbeats, the push connection, polls, files and responses to pushed updates are not user
 * activity and do not extend a session.
 */
final class UserRequestDetector {

    private static final JsonMapper JSON = new JsonMapper();
    private static final RequestMatcher FILES = new StaticFileMatcher();
    /** Maximum size of a background message of Flow's protocol, in bytes. A larger body contains user input. */
    private static final int MAX_SMALL_BODY = 64 * 1024;

    /** Events that a timer or the server causes. */
    private static final Set<String> BACKGROUND_EVENTS = Set.of("ui-poll", "opened-changed");

    private final HttpServletRequest request;
    private final boolean withinPage;

    private UserRequestDetector(HttpServletRequest request, boolean withinPage) {
        this.request = request;
        this.withinPage = withinPage;
    }

    static UserRequestDetector of(HttpServletRequest request) {
        boolean withinPage = HttpMethod.POST.matches(request.getMethod())
                && ApplicationConstants.REQUEST_TYPE_UIDL.equals(type(request));
        return new UserRequestDetector(
                withinPage ? new ContentCachingRequestWrapper(request, MAX_SMALL_BODY) : request, withinPage);
    }

    /** Returns the request to pass on instead of the original one. */
    HttpServletRequest request() {
        return request;
    }

    /** Returns whether the user caused the request. Must be called after the request has been handled. */
    boolean isByUser() {
        return withinPage ? hasEvent() : opensPage(request) || sendsForm();
    }

    /** Returns the ID of the page that sent the request, unique in the session; empty if no open page sent it. */
    Optional<Integer> page() {
        String id = request.getParameter(ApplicationConstants.UI_ID_PARAMETER);
        try {
            return withinPage && id != null ? Optional.of(Integer.valueOf(id)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the browser loads a page. */
    static boolean opensPage(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                && type(request) == null
                && !request.getRequestURI().startsWith("/VAADIN/")
                && !request.getRequestURI().startsWith("/webjars/")
                && !FILES.matches(request);
    }

    private boolean sendsForm() {
        return HttpMethod.POST.matches(request.getMethod()) && type(request) == null;
    }

    private boolean hasEvent() {
        if (!(request instanceof ContentCachingRequestWrapper read)) {
            return false;
        }
        try {
            for (JsonNode call : JSON.readTree(read.getContentAsByteArray()).path("rpc")) {
                if (call.path("type").asString("").equals("event")
                        && !BACKGROUND_EVENTS.contains(call.path("event").asString(""))) {
                    return true;
                }
            }
            return false;
        } catch (JacksonException tooLongToBeWhole) {
            return read.getContentAsByteArray().length >= MAX_SMALL_BODY;
        }
    }

    private static @Nullable String type(HttpServletRequest request) {
        return request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER);
    }
}
