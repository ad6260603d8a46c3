package org.stackdeck.ui.signin.session;

import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.stackdeck.ui.vaadin.FlowRequests;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Distinguishes user activity from requests that pages send automatically. Users open pages, submit forms and cause
 * events within pages. Heartbeats, the push connection, polls, files and responses to pushed updates are not user
 * activity and do not extend a session.
 */
final class UserActivityDetector {

    private static final JsonMapper JSON = new JsonMapper();
    /** Maximum size of a background message of Flow's protocol, in bytes. A larger body contains user input. */
    private static final int MAX_SMALL_BODY = 64 * 1024;

    /** Events that a timer or the server causes. */
    private static final Set<String> BACKGROUND_EVENTS = Set.of("ui-poll", "opened-changed");

    private final HttpServletRequest request;
    private final boolean withinPage;

    private UserActivityDetector(HttpServletRequest request, boolean withinPage) {
        this.request = request;
        this.withinPage = withinPage;
    }

    static UserActivityDetector of(HttpServletRequest request) {
        boolean withinPage = HttpMethod.POST.matches(request.getMethod())
                && ApplicationConstants.REQUEST_TYPE_UIDL.equals(FlowRequests.type(request));
        return new UserActivityDetector(
                withinPage ? new ContentCachingRequestWrapper(request, MAX_SMALL_BODY) : request, withinPage);
    }

    /** Returns the request to pass on instead of the original one. */
    HttpServletRequest request() {
        return request;
    }

    /** Returns whether the user caused the request. Must be called after the request has been handled. */
    boolean isByUser() {
        return withinPage ? hasEvent() : FlowRequests.isPageLoad(request) || sendsForm();
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

    private boolean sendsForm() {
        return HttpMethod.POST.matches(request.getMethod()) && FlowRequests.type(request) == null;
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
}
