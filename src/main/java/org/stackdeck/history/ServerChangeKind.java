package org.stackdeck.history;

import java.util.Optional;
import org.stackdeck.cloud.server.ServerStatus;

/** Kind of a change of a server. The names are stored in the database and in notices. */
public enum ServerChangeKind {
    CREATED(Aspect.EXISTENCE),
    DELETED(Aspect.EXISTENCE),
    STARTED(Aspect.STATUS),
    STOPPED(Aspect.STATUS),
    /** The server changed to the status ERROR. */
    FAILED(Aspect.STATUS),
    PAUSED(Aspect.STATUS),
    SUSPENDED(Aspect.STATUS),
    SHELVED(Aspect.STATUS),
    RESCUED(Aspect.STATUS),
    RESIZED(Aspect.FLAVOR),
    RENAMED(Aspect.NAME);

    private final Aspect aspect;

    ServerChangeKind(Aspect aspect) {
        this.aspect = aspect;
    }

    /** Attribute of a server of which each change has a new value. */
    enum Aspect {
        EXISTENCE,
        STATUS,
        FLAVOR,
        NAME
    }

    Aspect aspect() {
        return aspect;
    }

    /**
     * Returns the kind of a change to the status; empty if such changes are not recorded, because the status is part of
     * another change or only temporary.
     */
    static Optional<ServerChangeKind> of(ServerStatus status) {
        return switch (status) {
            case ACTIVE -> Optional.of(STARTED);
            case SHUTOFF -> Optional.of(STOPPED);
            case ERROR -> Optional.of(FAILED);
            case PAUSED -> Optional.of(PAUSED);
            case SUSPENDED -> Optional.of(SUSPENDED);
            case SHELVED, SHELVED_OFFLOADED -> Optional.of(SHELVED);
            case RESCUE -> Optional.of(RESCUED);
            case BUILD,
                    DELETED,
                    HARD_REBOOT,
                    MIGRATING,
                    PASSWORD,
                    REBOOT,
                    REBUILD,
                    RESIZE,
                    REVERT_RESIZE,
                    SOFT_DELETED,
                    VERIFY_RESIZE,
                    UNKNOWN -> Optional.empty();
        };
    }
}
