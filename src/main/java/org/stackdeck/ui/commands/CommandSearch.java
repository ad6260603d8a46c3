package org.stackdeck.ui.commands;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.commands.CommandCandidates.Rank;
import org.stackdeck.ui.i18n.Messages;

/**
 * Finds the commands that match the search text. Without text, returns the most recent commands and all pages. With
 * text, recent commands come before equal matches. An action is not a recent command, but its server is.
 */
@Component
@UIScope
public class CommandSearch {

    static final int MAX_TEXT_LENGTH = 200;

    /** Maximum number of recent commands that are listed without a search text. */
    private static final int MAX_RECENT = 8;

    private final ServerCommands serverCommands;
    private final RecentCommands recentCommands;
    private final List<CommandSource> sources;

    CommandSearch(ServerCommands serverCommands, RecentCommands recentCommands, List<CommandSource> sources) {
        this.serverCommands = serverCommands;
        this.recentCommands = recentCommands;
        this.sources = sources;
    }

    /** @param pages the pages that the user can open */
    GeneralCommands load(List<Command> pages, Messages messages) {
        return new GeneralCommands(
                pages,
                sources.stream()
                        .flatMap(source -> source.load(messages).stream())
                        .toList(),
                recentCommands.load());
    }

    /** @param shown the server of the current page; empty for none */
    List<Command> find(String typed, GeneralCommands catalog, Optional<ServerKey> shown, Messages messages) {
        CommandQuery query =
                CommandQuery.parse(typed.length() > MAX_TEXT_LENGTH ? typed.substring(0, MAX_TEXT_LENGTH) : typed);
        if (query.isEmpty()) {
            return Stream.concat(
                            catalog.recent().stream()
                                    .flatMap(key -> recent(key, catalog, messages).stream())
                                    .limit(MAX_RECENT),
                            catalog.pages().stream())
                    .distinct()
                    .toList();
        }
        CommandCandidates candidates = new CommandCandidates();
        serverCommands.addMatching(query, shown, recentServers(catalog), candidates, messages);
        catalog.find(query).forEach(command -> candidates.add(Rank.CATALOG, () -> Optional.of(command)));
        return candidates.best();
    }

    void recordRun(Command command) {
        recentCommands.add(command.key());
    }

    private Optional<Command> recent(String key, GeneralCommands catalog, Messages messages) {
        return key.startsWith(RecentCommands.SERVER)
                ? serverKey(key).flatMap(server -> serverCommands.open(server, messages))
                : catalog.find(key);
    }

    /** Returns the position of each recent server in the list of recent commands. */
    private static Map<ServerKey, Integer> recentServers(GeneralCommands catalog) {
        Map<ServerKey, Integer> positions = new LinkedHashMap<>();
        for (String key : catalog.recent()) {
            serverKey(key).ifPresent(server -> positions.put(server, positions.size()));
        }
        return positions;
    }

    private static Optional<ServerKey> serverKey(String key) {
        int cut = key.lastIndexOf('/');
        return key.startsWith(RecentCommands.SERVER) && cut > RecentCommands.SERVER.length()
                ? Optional.of(new ServerKey(
                        new CloudName(key.substring(RecentCommands.SERVER.length(), cut)),
                        new ServerId(key.substring(cut + 1))))
                : Optional.empty();
    }
}
