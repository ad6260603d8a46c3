package org.stackdeck.ui.servers.state;

import java.util.Arrays;
import java.util.Optional;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.ui.ViewLogic;

/** Groups of server states, in the order of their chips above the grid. */
@ViewLogic
public enum ServerStateGroup {
    RUNNING("running", StateTone.RUNNING, "s-running"),
    OFF("off", StateTone.REST, "s-off"),
    MOVING("moving", StateTone.MOVING, "s-moving"),
    ATTENTION("attention", StateTone.ATTENTION, "s-attention"),
    ERROR("error", StateTone.ERROR, "s-error"),
    PAUSED("paused", StateTone.REST, "s-paused"),
    SUSPENDED("suspended", StateTone.REST, "s-suspended"),
    SHELVED("shelved", StateTone.REST, "s-shelved"),
    UNKNOWN("unknown", StateTone.REST, "s-unknown");

    private final String code;
    private final StateTone stateTone;
    private final String icon;

    ServerStateGroup(String code, StateTone stateTone, String icon) {
        this.code = code;
        this.stateTone = stateTone;
        this.icon = icon;
    }

    /** Returns the name used in URLs, search tokens and message keys. */
    public String code() {
        return code;
    }

    public StateTone tone() {
        return stateTone;
    }

    public String icon() {
        return icon;
    }

    public static Optional<ServerStateGroup> fromCode(String code) {
        return Arrays.stream(values()).filter(g -> g.code.equals(code)).findFirst();
    }

    public static ServerStateGroup of(Server server) {
        return server.inTransition() ? MOVING : of(server.status());
    }

    /** Returns the group of a server in this status without a running task. */
    public static ServerStateGroup of(ServerStatus status) {
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
