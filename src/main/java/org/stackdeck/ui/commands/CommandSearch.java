package org.stackdeck.ui.commands;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.i18n.Messages;

/**
 * Finds the commands that match the search text. Without text, returns the pages and servers of the most recent
 * commands, and all pages.
 */
@Component
@UIScope
public class CommandSearch {

    static final int MAX_TEXT_LENGTH = 200;

    private final ServerCommands serverCommands;
    private final RecentCommands recentCommands;

    CommandSearch(ServerCommands serverCommands, RecentCommands recentCommands) {
        this.serverCommands = serverCommands;
        this.recentCommands = recentCommands;
    }

    /**
     * @param pages the pages that the user can open
     * @param shown the server of the current page; empty for none
     */
    List<Command> find(String typed, List<Command> pages, Optional<ServerKey> shown, Messages messages) {
        ActionQuery query =
                ActionQuery.parse(typed.length() > MAX_TEXT_LENGTH ? typed.substring(0, MAX_TEXT_LENGTH) : typed);
        if (query.isEmpty()) {
            return Stream.concat(
                            recentCommands.keys().stream().flatMap(key -> recent(key, pages, messages).stream()),
                            pages.stream())
                    .distinct()
                    .toList();
        }
        return Stream.concat(
                        serverCommands.find(query, shown, messages).stream(),
                        pages.stream().filter(page -> matches(page.label(), query)))
                .toList();
    }

    void recordRun(Command command) {
        recentCommands.add(command.key());
    }

    private Optional<Command> recent(String key, List<Command> pages, Messages messages) {
        if (key.startsWith(RecentCommands.SERVER)) {
            int cut = key.lastIndexOf('/');
            return serverCommands.open(
                    new ServerKey(
                            new CloudName(key.substring(RecentCommands.SERVER.length(), cut)),
                            new ServerId(key.substring(cut + 1))),
                    messages);
        }
        return pages.stream().filter(page -> page.key().equals(key)).findFirst();
    }

    private static boolean matches(String label, ActionQuery query) {
        String text = label.toLowerCase(Locale.ROOT);
        return query.words().stream().allMatch(word -> ServerMatch.hasInOrder(text, word));
    }
}
