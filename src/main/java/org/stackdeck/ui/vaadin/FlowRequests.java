package org.stackdeck.ui.vaadin;

import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.stackdeck.platform.HttpRequestPath;

/** Classifies requests by method, path and the type parameter of Flow. */
public final class FlowRequests {

    private static final StaticFileMatcher STATIC_FILES = new StaticFileMatcher();

    private FlowRequests() {}

    /** Returns the type of a Flow request; null for other requests, for example for page loads. */
    public static @Nullable String type(HttpServletRequest request) {
        return request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER);
    }

    /**
     * Returns whether the request is for a file. A request with a type parameter is a Flow request, regardless of the
     * path.
     */
    public static boolean isFile(HttpServletRequest request) {
        String path = HttpRequestPath.of(request);
        return isRead(request)
                && type(request) == null
                && (path.startsWith("/VAADIN/") || path.startsWith("/webjars/") || STATIC_FILES.matches(request));
    }

    public static boolean isRead(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    }

    /** Returns whether the browser loads a page. */
    public static boolean isPageLoad(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) && type(request) == null && !isFile(request);
    }

    /**
     * Returns whether an open page has sent the request. Flow reports the end of a session to such a page without
     * starting a new session. Pages send these requests only to the root path, so the parameter alone is not
     * sufficient.
     */
    public static boolean isOpenPageRequest(HttpServletRequest request) {
        String type = type(request);
        return HttpMethod.POST.matches(request.getMethod())
                && HttpRequestPath.of(request).equals("/")
                && (ApplicationConstants.REQUEST_TYPE_UIDL.equals(type)
                        || ApplicationConstants.REQUEST_TYPE_HEARTBEAT.equals(type));
    }
}
