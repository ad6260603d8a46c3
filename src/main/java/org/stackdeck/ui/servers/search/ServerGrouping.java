package org.stackdeck.ui.servers.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.ui.ViewLogic;

/**
 * Property by which the grid groups servers. Contains only properties that all viewers of a server may see, so a
 * grouping reveals nothing that the rows do not contain.
 */
@ViewLogic
public enum ServerGrouping {
    NONE,
    PROJECT,
    /** The displayed state: a server with a pending operation is in transition. */
    STATUS,
    /** A server with several tags is in the group of each of its tags. */
    TAG,
    FLAVOR,
    OWNER,
    CLOUD;

    /** Name of the query parameter. */
    public static final String PARAMETER = "group";

    /** Returns the code in URLs, stored layouts and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ServerGrouping> fromCode(String code) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.code().equals(code))
                .findFirst();
    }

    /** Returns the grouping of the query parameters; empty if they contain no known grouping. */
    public static Optional<ServerGrouping> fromParameters(Map<String, List<String>> parameters) {
        return parameters.getOrDefault(PARAMETER, List.of()).stream()
                .findFirst()
                .flatMap(ServerGrouping::fromCode);
    }
}
