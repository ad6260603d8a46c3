package org.stackdeck.ui.servers;

import java.util.Arrays;
import java.util.Optional;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.ui.ViewModel;

/** Groups of server states, in the order of their chips above the grid. */
@ViewModel
enum StateGroup {
    RUNNING("running", Tone.RUNNING, "s-running"),
    OFF("off", Tone.REST, "s-off"),
    MOVING("moving", Tone.MOVING, "s-moving"),
    ATTENTION("attention", Tone.ATTENTION, "s-attention"),
    ERROR("error", Tone.ERROR, "s-error"),
    PAUSED("paused", Tone.REST, "s-paused"),
    SUSPENDED("suspended", Tone.REST, "s-suspended"),
    SHELVED("shelved", Tone.REST, "s-shelved"),
    UNKNOWN("unknown", Tone.REST, "s-unknown");

    private final String word;
    private final Tone tone;
    private final String icon;

    StateGroup(String word, Tone tone, String icon) {
        this.word = word;
        this.tone = tone;
        this.icon = icon;
    }

    /** Returns the name used in URLs, search tokens and message keys. */
    String word() {
        return word;
    }

    Tone tone() {
        return tone;
    }

    String icon() {
        return icon;
    }

    static Optional<StateGroup> ofWord(String word) {
        return Arrays.stream(values()).filter(g -> g.word.equals(word)).findFirst();
    }

    static StateGroup of(Server server) {
        return server.inTransition() ? MOVING : of(server.status());
    }

    private static StateGroup of(ServerStatus status) {
        return switch (status) {
            case ACTIVE -> RUNNING;
            case SHUTOFF -> OFF;
            case BUILD, HARD_REBOOT, MIGRATING, PASSWORD, REBOOT, REBUILD, RESIZE, REVERT_RESIZE -> MOVING;
            case VERIFY_RESIZE, RESCUE -> ATTENTION;
            case ERROR -> ERROR;
            case PAUSED -> PAUSED;
            case SUSPENDED -> SUSPENDED;
            case SHELVED, SHELVED_OFFLOADED -> SHELVED;
            case DELETED, SOFT_DELETED, UNKNOWN -> UNKNOWN;
        };
    }
}
