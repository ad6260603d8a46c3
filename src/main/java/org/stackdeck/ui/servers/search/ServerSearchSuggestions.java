package org.stackdeck.ui.servers.search;

import java.util.Collection;
import java.util.Optional;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.inventory.search.ServerSearchProperty;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.search.SearchSuggestions;

/** Suggestions for the search field of servers, and the names of the suggested values. */
@ViewLogic
public final class ServerSearchSuggestions {

    private ServerSearchSuggestions() {}

    /** @param servers the servers that match the other words of the search */
    public static SearchSuggestions suggest(
            String typed, Collection<Server> servers, UserServerOwners userServerOwners) {
        return SearchSuggestions.suggest(
                typed,
                ServerSearchProperty.ALL,
                servers,
                (property, server) -> property.values(server, userServerOwners));
    }

    /** Returns the name of the state on its chip; empty if the value is not a state. */
    public static Optional<String> valueName(Messages messages, String key, String value) {
        return key.equals(ServerSearchProperty.STATUS.key())
                ? ServerStateGroup.fromCode(value).map(group -> messages.text("servers.group." + group.code()))
                : Optional.empty();
    }
}
