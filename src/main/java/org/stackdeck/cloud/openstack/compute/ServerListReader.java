package org.stackdeck.cloud.openstack.compute;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.openstack.compute.NovaDtos.Servers;
import org.stackdeck.cloud.openstack.http.ListSizeLimiter;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.server.Server;

/** Loads a list of servers page by page, following {@code servers_links} until there is no next page. */
final class ServerListReader {

    private static final String PATH = "/servers/detail";
    private static final int MAX_QUERY_LENGTH = 8192;

    private final AuthenticatedServiceClient nova;
    private final ServerMapper mapper;
    private final Predicate<Server> filter;

    ServerListReader(AuthenticatedServiceClient nova, ServerMapper mapper, Predicate<Server> filter) {
        this.nova = nova;
        this.mapper = mapper;
        this.filter = filter;
    }

    /**
     * Loads all pages.
     *
     * @return the watermark of the list
     * @throws CloudException if a page fails
     */
    Instant read(String query, Map<String, String> headers, Consumer<List<Server>> pageConsumer, Runnable beforePage) {
        Instant issued = nova.tokens().current().issued();
        Instant watermark = Instant.MIN;
        Set<String> seen = new HashSet<>();
        ListSizeLimiter limit = new ListSizeLimiter();
        Optional<String> next = Optional.of(query);
        while (next.isPresent()) {
            if (next.get().length() > MAX_QUERY_LENGTH || !seen.add(next.get())) {
                throw new CloudException(Category.UNINTELLIGIBLE, "Nova's pagination does not end");
            }
            boolean first = seen.size() == 1;
            beforePage.run();
            ServiceResponse serviceResponse = requestPage(next.get(), headers);
            Servers page = ServiceJson.read(serviceResponse, Servers.class);
            List<Server> whole = ResponseFields.required(page.servers()).stream()
                    .map(mapper::toServer)
                    .toList();
            if (first) {
                watermark = watermark(whole, serviceResponse.date().orElse(null), issued);
            }
            whole.forEach(server -> limit.add(server.estimatedSize()));
            pageConsumer.accept(whole.stream().filter(filter).toList());
            next = whole.isEmpty() ? Optional.empty() : next(page);
        }
        return watermark;
    }

    /**
     * @param responseTime null if Nova does not send it
     * @param issued the time at which Keystone issued the token, a lower bound for the response time
     */
    private static Instant watermark(List<Server> servers, @Nullable Instant responseTime, Instant issued) {
        Instant earliest = (responseTime == null ? issued : responseTime).minus(ComputeClient.MAX_CLOCK_SKEW);
        Instant newest =
                servers.stream().map(Server::updated).max(Instant::compareTo).orElse(earliest);
        if (newest.isBefore(earliest)) {
            return earliest;
        }
        return responseTime != null && newest.isAfter(responseTime) ? responseTime : newest;
    }

    private ServiceResponse requestPage(String query, Map<String, String> headers) {
        try {
            return nova.get(PATH + "?" + query, headers);
        } catch (CloudException e) {
            if (e.category() != Category.NOT_FOUND) {
                throw e;
            }
            throw new CloudException(
                    Category.UNINTELLIGIBLE,
                    "Nova has no server list at the address in the catalog: " + e.getMessage(),
                    e.status(),
                    e.requestId().orElse(null),
                    null,
                    e);
        }
    }

    /** Returns the query of the link to the next page; empty on the last page. */
    private static Optional<String> next(Servers page) {
        if (page.links() == null) {
            return Optional.empty();
        }
        return page.links().stream()
                .filter(link -> "next".equals(link.rel()))
                .map(link -> ResponseFields.required(ResponseFields.query(ResponseFields.required(link.href()))))
                .findFirst();
    }
}
