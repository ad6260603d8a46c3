package org.stackdeck.inventory.search;

import static org.stackdeck.inventory.search.SearchQuery.lower;

import java.util.List;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerStateGroup;

/**
 * Parsed search text for servers. Each word must occur in the name, the ID, an address or a tag. For owners, {@code me}
 * is the user whose servers are shown, and {@code none} matches servers without an owner.
 */
public record ServerSearchQuery(SearchQuery<ServerSearchProperty> query) {

    public static final ServerSearchQuery MATCH_ALL = new ServerSearchQuery(new SearchQuery<>(List.of(), List.of()));

    public static ServerSearchQuery parse(String typed) {
        return new ServerSearchQuery(SearchQuery.parse(typed, ServerSearchProperty.ALL));
    }

    /** Returns whether the result depends on owners. */
    public boolean filtersByOwner() {
        return query.hasToken(ServerSearchProperty.OWNER, _ -> true);
    }

    /** Returns whether the result depends on the user whose servers are shown. */
    public boolean dependsOnUser() {
        return query.hasToken(ServerSearchProperty.OWNER, OwnerSearchTerms.ME::equals);
    }

    public boolean matches(Server server, ServerStateGroup group, UserServerOwners userServerOwners) {
        return query.matches(
                word -> matchesWord(word, server),
                (property, value) -> property.matches(server, group, value, userServerOwners));
    }

    private static boolean matchesWord(String word, Server server) {
        if (lower(server.name()).contains(word) || server.id().value().contains(word)) {
            return true;
        }
        for (ServerAddress serverAddress : server.addresses()) {
            if (serverAddress.ip().contains(word)) {
                return true;
            }
        }
        for (String tag : server.tags()) {
            if (lower(tag).contains(word)) {
                return true;
            }
        }
        return false;
    }
}
