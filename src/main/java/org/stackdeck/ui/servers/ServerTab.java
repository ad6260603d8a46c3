package org.stackdeck.ui.servers;

import java.util.Arrays;
import java.util.Optional;
import org.stackdeck.ui.ViewModel;

/** The parts of a server's page, in their order; the word of each is the end of the page's address. */
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

    /** The first one where the address says nothing. */
    static ServerTab of(Optional<String> address) {
        return address.flatMap(said -> Arrays.stream(values())
                        .filter(tab -> tab.word.equals(said))
                        .findFirst())
                .orElse(OVERVIEW);
    }
}
