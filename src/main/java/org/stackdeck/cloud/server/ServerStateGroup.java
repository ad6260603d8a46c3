package org.stackdeck.cloud.server;

import java.util.Arrays;
import java.util.Optional;

/** Groups of server states by which users search and filter, in the order in which they are shown. */
public enum ServerStateGroup {
    RUNNING("running"),
    OFF("off"),
    MOVING("moving"),
    ATTENTION("attention"),
    ERROR("error"),
    PAUSED("paused"),
    SUSPENDED("suspended"),
    SHELVED("shelved"),
    UNKNOWN("unknown");

    private final String code;

    ServerStateGroup(String code) {
        this.code = code;
    }

    /** Returns the name used in URLs, search tokens, message keys and names of icons. */
    public String code() {
        return code;
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
