package org.stackdeck.ui.servers.navigation;

import java.util.Arrays;
import java.util.Optional;
import org.stackdeck.ui.ViewModel;

/** Tabs of a server's page, in order. The word of each is the last segment of the URL. */
@ViewModel
public enum ServerTab {
    OVERVIEW("overview"),
    ACTIVITY("activity"),
    CONSOLE("console"),
    LOG("log"),
    NETWORK("network"),
    VOLUMES("volumes"),
    NOTES("metadata"),
    USAGE("usage");

    private final String pathSegment;

    ServerTab(String word) {
        this.pathSegment = word;
    }

    public String pathSegment() {
        return pathSegment;
    }

    /** Returns the first tab if the URL names none. */
    static ServerTab fromPath(Optional<String> address) {
        return address.flatMap(said -> Arrays.stream(values())
                        .filter(tab -> tab.pathSegment.equals(said))
                        .findFirst())
                .orElse(OVERVIEW);
    }
}
