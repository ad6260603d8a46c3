package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
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
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.openstack.NovaMessages.Link;
import org.stackdeck.cloud.openstack.NovaMessages.Servers;

/** Loads a list of servers page by page, following {@code servers_links} until there is no next page. */
final class ServerPages {

    private static final String PATH = "/servers/detail";

    private final ServiceClient nova;
    private final ServerMapper mapper;
    private final Predicate<Server> wanted;

    ServerPages(ServiceClient nova, ServerMapper mapper, Predicate<Server> wanted) {
        this.nova = nova;
        this.mapper = mapper;
        this.wanted = wanted;
    }

    /**
     * The result of a list request.
     *
     * @param watermark the newest {@code updated} of the first page, but not later than Nova's response time; null if
     *     the page is empty. Servers of the first page can change while later pages are read, so the times of later
     *     pages are not used
     */
    record Found(List<Server> servers, @Nullable Instant watermark) {}

    /** @throws CloudException if any page fails: a partial list is never returned */
    Found read(String query, Map<String, String> headers, Consumer<List<Server>> arrived, Runnable beforePage) {
        var all = new ArrayList<Server>();
        Instant newest = null;
        Set<String> seen = new HashSet<>();
        Optional<String> next = Optional.of(query);
        while (next.isPresent()) {
            if (!seen.add(next.get())) {
                throw new CloudException(Category.UNINTELLIGIBLE, "Nova's pages go round in circles");
            }
            boolean first = seen.size() == 1;
            beforePage.run();
            Answer answer = ask(next.get(), headers);
            Servers page = Json.read(answer, Servers.class);
            List<Server> whole = ServerMapper.promised(page.servers()).stream()
                    .map(mapper::server)
                    .toList();
            if (first) {
                newest = whole.stream()
                        .map(Server::updated)
                        .max(Instant::compareTo)
                        .map(updated -> notAfter(answer, updated))
                        .orElse(null);
            }
            List<Server> servers = whole.stream().filter(wanted).toList();
            arrived.accept(servers);
            all.addAll(servers);
            next = whole.isEmpty() ? Optional.empty() : next(page);
        }
        return new Found(all, newest);
    }

    /** Limits the time to the service's response time. A missing or unparsable {@code Date} header imposes no limit. */
    private static Instant notAfter(Answer answer, Instant updated) {
        return answer.date().filter(updated::isAfter).orElse(updated);
    }

    private Answer ask(String query, Map<String, String> headers) {
        try {
            return nova.get(PATH + "?" + query, headers);
        } catch (CloudException e) {
            if (e.category() != Category.NOT_FOUND) {
                throw e;
            }
            throw new CloudException(
                    Category.UNINTELLIGIBLE,
                    "There is no list of servers at Nova's address: " + e.getMessage(),
                    e.status(),
                    e.requestId().orElse(null),
                    null,
                    e);
        }
    }

    /**
     * Only the query of the link is used: behind a proxy its host is often wrong, and the request contains the token.
     */
    private static Optional<String> next(Servers page) {
        if (page.links() == null) {
            return Optional.empty();
        }
        return page.links().stream()
                .filter(link -> "next".equals(link.rel()))
                .map(Link::href)
                .map(ServerPages::query)
                .findFirst();
    }

    private static String query(@Nullable String href) {
        try {
            return ServerMapper.promised(URI.create(ServerMapper.promised(href)).getRawQuery());
        } catch (IllegalArgumentException e) {
            throw ServerMapper.unintelligible();
        }
    }
}
