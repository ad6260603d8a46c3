package org.stackdeck.ui.servers.navigation;

import java.util.Arrays;
import java.util.Optional;
import org.stackdeck.ui.ViewLogic;

/**
 * Tabs of a server's page, in display order. The path segment of a tab is the last segment of its URL; the URL of the
 * overview has no such segment.
 */
@ViewLogic
public enum ServerTab {
    OVERVIEW("overview"),
    ACTIVITY("activity"),
    CONSOLE("console"),
    LOG("log"),
    NETWORK("network"),
    VOLUMES("volumes"),
    METADATA("metadata"),
    USAGE("usage");

    private final String pathSegment;

    ServerTab(String pathSegment) {
        this.pathSegment = pathSegment;
    }

    public String pathSegment() {
        return pathSegment;
    }

    /** Returns the tab that the URL names, or the overview if the URL names no known tab. */
    static ServerTab fromPath(Optional<String> address) {
        return address.flatMap(segment -> Arrays.stream(values())
                        .filter(tab -> tab.pathSegment.equals(segment))
                        .findFirst())
                .orElse(OVERVIEW);
    }
}
