package org.stackdeck.cloud.openstack.identity;

import static org.stackdeck.cloud.openstack.http.ResponseFields.required;
import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ResponseTooLargeException;
import org.stackdeck.cloud.openstack.http.ListSizeLimiter;
import org.stackdeck.cloud.openstack.http.ServiceJson;

/**
 * Reads lists page by page. Each page begins after the last resource of the previous page. The request specifies this
 * resource by its ID or its position.
 */
public final class PageReader {

    private static final int PAGE_SIZE = 200;
    private static final int SHRINK_DIVISOR = 10;
    private static final int GROWTH_FACTOR = 2;

    /** Maximum number of consecutive skipped resources. Each requires a response of the maximum size. */
    private static final int MAX_SKIPPED = 100;

    private static final Logger log = LoggerFactory.getLogger(PageReader.class);

    private final AuthenticatedServiceClient service;
    private final Map<String, String> headers;
    private final Mode mode;
    private final int maxRequests;
    private final int maxResults;

    private PageReader(AuthenticatedServiceClient service, Map<String, String> headers, Mode mode) {
        this(service, headers, mode, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private PageReader(
            AuthenticatedServiceClient service,
            Map<String, String> headers,
            Mode mode,
            int maxRequests,
            int maxResults) {
        this.service = service;
        this.headers = headers;
        this.mode = mode;
        this.maxRequests = maxRequests;
        this.maxResults = maxResults;
    }

    private enum Mode {
        COMPLETE,
        SKIPPING,
        BY_OFFSET
    }

    /** Returns a reader whose lists fail if they contain a resource that is too large. */
    public static PageReader complete(AuthenticatedServiceClient service) {
        return complete(service, Map.of());
    }

    /**
     * Returns a reader like {@link #complete(AuthenticatedServiceClient)}, with additional headers for each request.
     *
     * @param headers for example the microversion
     */
    public static PageReader complete(AuthenticatedServiceClient service, Map<String, String> headers) {
        return new PageReader(service, headers, Mode.COMPLETE);
    }

    /**
     * Returns a reader that skips individual resources that are too large, because tenants can give their volumes and
     * snapshots any number of metadata items. Requires the parameter {@code offset}, which Glance does not have.
     */
    public static PageReader skipping(AuthenticatedServiceClient service) {
        return skipping(service, Map.of());
    }

    /**
     * Returns a reader like {@link #skipping(AuthenticatedServiceClient)}, with additional headers for each request.
     *
     * @param headers for example the microversion
     */
    public static PageReader skipping(AuthenticatedServiceClient service, Map<String, String> headers) {
        return new PageReader(service, headers, Mode.SKIPPING);
    }

    /**
     * Returns a reader for lists that have neither markers nor links to further pages, and whose maximum page size is
     * unknown. Such a list ends with the first page that adds no resource.
     */
    public static PageReader byOffset(AuthenticatedServiceClient service, Map<String, String> headers) {
        return new PageReader(service, headers, Mode.BY_OFFSET);
    }

    /**
     * Returns a reader for lists to which other projects can add any number of resources. Reading ends without an error
     * after the given number of requests, or after the page that reaches the given number of results.
     */
    public static PageReader limited(AuthenticatedServiceClient service, int maxRequests, int maxResults) {
        return new PageReader(service, Map.of(), Mode.COMPLETE, maxRequests, maxResults);
    }

    public interface Identified {
        @Nullable
        String id();
    }

    public interface Page<T extends Identified> {

        @Nullable
        List<T> items();

        boolean hasNext();
    }

    /** A page of a list of Cinder or Nova. The page has a link if another page follows. */
    public interface LinkedPage<T extends Identified> extends Page<T> {

        @Nullable
        List<LinkBody> links();

        @Override
        default boolean hasNext() {
            List<LinkBody> links = links();
            return links != null && links.stream().anyMatch(link -> "next".equals(link.rel()));
        }
    }

    public record LinkBody(@Nullable String rel) {}

    /**
     * Reads all pages, within the limits of the reader. If a page is too large, reads smaller ones, because a few
     * resources of one project must not prevent users of other projects from seeing their own.
     *
     * @param filter parameters of the query, each with a leading ampersand
     * @param mapper converts each item, so that its other values need not be kept; returns null to skip the item
     * @param size returns the memory of a result, in bytes
     * @throws CloudException if any page fails: in a partial list, the other resources would seem not to exist
     */
    public <P extends Page<T>, T extends Identified, R> List<R> readAll(
            String path, String filter, Class<P> type, Function<T, @Nullable R> mapper, ToLongFunction<R> size) {
        List<R> found = new ArrayList<>();
        ListSizeLimiter limit = new ListSizeLimiter();
        Set<String> ids = new HashSet<>();
        int offset = 0;
        String marker = "";
        int pageSize = PAGE_SIZE;
        int skipped = 0;
        for (int requests = 0; requests < maxRequests && found.size() < maxResults; requests++) {
            P page;
            try {
                page = ServiceJson.read(
                        service.get(
                                path + "?limit=" + pageSize + filter + marker
                                        + (skipped > 0 ? "&offset=" + skipped : ""),
                                headers),
                        type);
            } catch (ResponseTooLargeException e) {
                if (pageSize > 1) {
                    pageSize = Math.max(1, pageSize / SHRINK_DIVISOR);
                    continue;
                }
                if (mode != Mode.SKIPPING || skipped == MAX_SKIPPED) {
                    throw e;
                }
                skipped++;
                log.warn(
                        "Skipped an entry of {} after {} others, because the entry is too large: {}",
                        path,
                        found.size(),
                        e.getMessage());
                continue;
            }
            // The page size grows slowly, because a page that is too large is received and then discarded.
            pageSize = Math.min(PAGE_SIZE, pageSize * GROWTH_FACTOR);
            List<T> items = required(page.items()).stream()
                    .filter(item -> mode != Mode.BY_OFFSET || ids.add(required(item.id())))
                    .toList();
            offset += required(page.items()).size();
            for (T item : items) {
                R result = mapper.apply(item);
                if (result != null) {
                    limit.add(size.applyAsLong(result));
                    found.add(result);
                }
            }
            if (items.isEmpty() || !page.hasNext()) {
                break;
            }
            marker = mode == Mode.BY_OFFSET
                    ? "&offset=" + offset
                    : "&marker=" + encodePathSegment(required(items.getLast().id()));
            skipped = 0;
        }
        return found;
    }
}
