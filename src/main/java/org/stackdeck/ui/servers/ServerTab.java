package org.stackdeck.ui.servers;

import java.util.Arrays;
import java.util.Optional;
import org.stackdeck.ui.ViewModel;

/** Tabs of a server's page, in order. The word of each is the last segment of the URL. */
@ViewModel
enum ServerTab {
    OVERVIEW("overview"),
    ACTIVITY("activity"),
    CONSOLE("console"),
    LOG("log"),
    NETWORK("network"),
    VOLUMES("volumes"),
    NOTES("metadata"),
    USAGE("usage");

    private final String word;

    ServerTab(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Returns the first tab if the URL names none. */
    static ServerTab of(Optional<String> address) {
        return address.flatMap(said -> Arrays.stream(values())
                        .filter(tab -> tab.word.equals(said))
                        .findFirst())
                .orElse(OVERVIEW);
    }
}
