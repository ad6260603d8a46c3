package org.stackdeck.ui.commands;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.stackdeck.ui.ViewLogic;

/**
 * The commands that do not refer to servers, as loaded when the palette was opened.
 *
 * @param pages listed without a search text
 * @param others commands of the {@link CommandSource}s
 * @param recent keys of the commands that the user last ran, most recent first, including commands for servers
 */
@ViewLogic
record GeneralCommands(List<Command> pages, List<Command> others, List<String> recent) {

    static final GeneralCommands EMPTY = new GeneralCommands(List.of(), List.of(), List.of());

    private static final int NO_MATCH = Integer.MAX_VALUE;

    private record Match(Command command, int distance) {}

    /** Returns the command with the key; empty if the user can no longer run it. */
    Optional<Command> find(String key) {
        return all().filter(command -> command.key().equals(key)).findFirst();
    }

    /** Returns the commands that match all words: best matches first, and of equal matches the most recent first. */
    List<Command> find(CommandQuery query) {
        return all().flatMap(command -> match(command, query).stream())
                .sorted(Comparator.comparingInt(Match::distance).thenComparingInt(match -> recency(match.command())))
                .map(Match::command)
                .toList();
    }

    private int recency(Command command) {
        int index = recent.indexOf(command.key());
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    private Stream<Command> all() {
        return Stream.concat(pages.stream(), others.stream());
    }

    private static Optional<Match> match(Command command, CommandQuery query) {
        String label = command.label().toLowerCase(Locale.ROOT);
        String detail = command.detail().toLowerCase(Locale.ROOT);
        int sum = 0;
        for (String word : query.words()) {
            int distance = distance(label, detail, word);
            if (distance == NO_MATCH) {
                return Optional.empty();
            }
            sum += distance;
        }
        return Optional.of(new Match(command, sum));
    }

    private static int distance(String label, String detail, String word) {
        if (label.startsWith(word)) {
            return 0;
        }
        if (label.contains(" " + word)) {
            return 1;
        }
        if (label.contains(word)) {
            return 2;
        }
        if (detail.contains(word)) {
            return 3;
        }
        return ServerMatch.hasInOrder(label, word) ? 4 : NO_MATCH;
    }
}
