package org.stackdeck.ui.signin;

import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.ContentCachingRequestWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what a person does from what a page does by itself. A person opens pages and sends forms; within a page, they
 * cause events. Heartbeats, the push connection, polls, files, and what a page answers to news that was pushed to it
 * keep no session alive.
 */
final class Activity {

    private static final JsonMapper JSON = new JsonMapper();
    private static final RequestMatcher FILES = new StaticFiles();
    /** What a page sends within Flow's protocol is small; more than this was typed or pasted. */
    private static final int MOST = 64 * 1024;

    /** Events that come by a clock, or follow from what the server did. */
    private static final Set<String> NOBODYS = Set.of("ui-poll", "opened-changed");

    private final HttpServletRequest request;
    private final boolean withinPage;

    private Activity(HttpServletRequest request, boolean withinPage) {
        this.request = request;
        this.withinPage = withinPage;
    }

    static Activity of(HttpServletRequest request) {
        boolean withinPage = HttpMethod.POST.matches(request.getMethod())
                && ApplicationConstants.REQUEST_TYPE_UIDL.equals(type(request));
        return new Activity(withinPage ? new ContentCachingRequestWrapper(request, MOST) : request, withinPage);
    }

    /** To be passed on in place of the one that came in. */
    HttpServletRequest request() {
        return request;
    }

    /** To be asked after the request was handled. */
    boolean byPerson() {
        return withinPage ? hasEvent() : opensPage() || sendsForm();
    }

    /** The id of the page in which it was done, within its session; empty where none is open yet. */
    Optional<Integer> page() {
        String id = request.getParameter(ApplicationConstants.UI_ID_PARAMETER);
        try {
            return withinPage && id != null ? Optional.of(Integer.valueOf(id)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean opensPage() {
        return HttpMethod.GET.matches(request.getMethod())
                && type(request) == null
                && !request.getRequestURI().startsWith("/VAADIN/")
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
                        && !NOBODYS.contains(call.path("event").asString(""))) {
                    return true;
                }
            }
            return false;
        } catch (JacksonException tooLongToBeWhole) {
            return read.getContentAsByteArray().length >= MOST;
        }
    }

    private static @Nullable String type(HttpServletRequest request) {
        return request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER);
    }
}
