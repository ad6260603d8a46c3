package org.stackdeck.ui.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.stackdeck.ui.ViewLogic;

/**
 * Candidates of a command search, by rank. Evaluates only the first candidates of each rank, which limits the
 * permission checks for a search text.
 */
@ViewLogic
final class CommandCandidates {

    /** Maximum number of evaluated candidates per rank. */
    static final int MAX_EVALUATED = 32;

    /** Maximum number of commands per rank. */
    static final int MAX_COMMANDS = 8;

    /** Kind of match, in the order in which the commands are shown. */
    enum Rank {
        /**
         * An action on a server that the text names. If the text contains a whole word of the action but no server, an
         * action on the shown server or on the selected servers.
         */
        ACTION,
        SERVER,
        /**
         * An action on the shown server or on the selected servers, if the text contains only the beginnings of words
         * of the action.
         */
        ABBREVIATED_ACTION,
        /** A common action, or another menu item, for the only server that matches. */
        COMMON_ACTION,
        /** An action to which the user must add the name of a server. */
        INCOMPLETE_ACTION,
        /** A page, or an object of another feature. */
        CATALOG,
        /**
         * Another menu item for the shown server. Its label can have words in common with a page, which is the more
         * likely choice.
         */
        MENU_ITEM
    }

    private final Map<Rank, List<Supplier<Optional<Command>>>> byRank = new EnumMap<>(Rank.class);

    /** @param command returns empty if the command is not offered */
    void add(Rank rank, Supplier<Optional<Command>> command) {
        byRank.computeIfAbsent(rank, _ -> new ArrayList<>()).add(command);
    }

    /** Returns the commands by rank. In each rank, enabled commands are first. */
    List<Command> best() {
        return byRank.values().stream()
                .flatMap(candidates -> candidates.stream()
                        .limit(MAX_EVALUATED)
                        .flatMap(candidate -> candidate.get().stream())
                        .sorted(Comparator.comparing(command -> !command.isEnabled()))
                        .limit(MAX_COMMANDS))
                .toList();
    }
}
