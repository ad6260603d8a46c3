package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.compute.ServerActionSender.encodePathSegment;
import static org.stackdeck.cloud.openstack.compute.ServerMapper.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.openstack.http.ResponseTooLargeException;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.resource.ProjectShareList.Entry;
import org.stackdeck.cloud.openstack.resource.ProjectShareList.Listing;

/** Reads lists with pages, each of which begins after the ID of the last resource of the page before. */
final class PageReader {

    private static final int PAGE_SIZE = 200;
    private static final int SMALLER = 10;
    private static final int LARGER = 2;

    private final AuthenticatedServiceClient service;

    PageReader(AuthenticatedServiceClient service) {
        this.service = service;
    }

    interface Identified {
        @Nullable
        String id();

        /** The ID of the project that owns the item; null if it is unknown. */
        default @Nullable String owner() {
            return null;
        }
    }

    interface Page<T extends Identified> {

        @Nullable
        List<T> items();

        boolean hasNext();
    }

    /**
     * Reads all pages. If a page is too large, reads smaller ones, because a few resources of one project must not
     * prevent others from seeing theirs.
     *
     * @param filter parameters of the query, each with a leading ampersand
     * @param mapper converts each item, so that its other values need not be kept; null to skip the item
     * @param size returns the memory of a result, in bytes
     * @throws CloudException if any page fails: a list that is cut would look as if the other resources did not exist
     */
    <P extends Page<T>, T extends Identified, R> Listing<R> readAll(
            String path, String filter, Class<P> type, Function<T, @Nullable R> mapper, ToLongFunction<R> size) {
        ProjectShareList<R> found = new ProjectShareList<>();
        String marker = "";
        int pageSize = PAGE_SIZE;
        while (true) {
            String query = path + "?limit=" + pageSize + filter + marker;
            ConvertedPage<R> page;
            try {
                // Parsed in turn, because a page can require much memory before it is converted.
                page = service.inTurn(() ->
                        convert(ServiceJson.read(service.get(query, Map.of()), type), mapper, size));
            } catch (ResponseTooLargeException e) {
                if (pageSize == 1) {
                    throw e;
                }
                pageSize = Math.max(1, pageSize / SMALLER);
                continue;
            }
            page.entries().forEach(found::add);
            if (page.next().isEmpty()) {
                return found.listing();
            }
            // Grows slowly, because each page that is too large is received in vain.
            pageSize = Math.min(PAGE_SIZE, pageSize * LARGER);
            marker = "&marker=" + encodePathSegment(page.next().get());
        }
    }

    /** @param next the ID after which the next page begins; empty for the last page */
    private record ConvertedPage<R>(List<Entry<R>> entries, Optional<String> next) {}

    private static <T extends Identified, R> ConvertedPage<R> convert(
            Page<T> page, Function<T, @Nullable R> mapper, ToLongFunction<R> size) {
        List<T> items = required(page.items());
        List<Entry<R>> entries = new ArrayList<>();
        for (T item : items) {
            R result = mapper.apply(item);
            if (result != null) {
                entries.add(new Entry<>(item.owner(), result, size.applyAsLong(result)));
            }
        }
        return new ConvertedPage<>(
                entries,
                items.isEmpty() || !page.hasNext()
                        ? Optional.empty()
                        : Optional.of(required(items.getLast().id())));
    }
}
