package org.stackdeck.cloud;

/** A server's {@code status} as Nova's API gives it (Compute API guide, "Server status"). */
public enum ServerStatus {
    ACTIVE,
    BUILD,
    DELETED,
    ERROR,
    HARD_REBOOT,
    MIGRATING,
    PASSWORD,
    PAUSED,
    REBOOT,
    REBUILD,
    RESCUE,
    RESIZE,
    REVERT_RESIZE,
    SHELVED,
    SHELVED_OFFLOADED,
    SHUTOFF,
    SOFT_DELETED,
    SUSPENDED,
    VERIFY_RESIZE,
    /** Nova's own UNKNOWN, and every status that this console does not know. */
    UNKNOWN;

    /** Whether no guest runs: it is stopped, its memory is on a disk, or it has left its host. */
    public boolean off() {
        return switch (this) {
            case DELETED, SHELVED, SHELVED_OFFLOADED, SHUTOFF, SOFT_DELETED, SUSPENDED -> true;
            case ACTIVE,
                    BUILD,
                    ERROR,
                    HARD_REBOOT,
                    MIGRATING,
                    PASSWORD,
                    PAUSED,
                    REBOOT,
                    REBUILD,
                    RESCUE,
                    RESIZE,
                    REVERT_RESIZE,
                    VERIFY_RESIZE,
                    UNKNOWN -> false;
        };
    }

    /** Whether it lasts only while Nova does something with the server. */
    public boolean passing() {
        return switch (this) {
            case BUILD, HARD_REBOOT, MIGRATING, PASSWORD, REBOOT, REBUILD, RESIZE, REVERT_RESIZE -> true;
            case ACTIVE,
                    DELETED,
                    ERROR,
                    PAUSED,
                    RESCUE,
                    SHELVED,
                    SHELVED_OFFLOADED,
                    SHUTOFF,
                    SOFT_DELETED,
                    SUSPENDED,
                    VERIFY_RESIZE,
                    UNKNOWN -> false;
        };
    }

    /** Whether it proves that the server was built. One in ERROR or deleted may never have been. */
    public boolean built() {
        return switch (this) {
            case BUILD, DELETED, ERROR, SOFT_DELETED, UNKNOWN -> false;
            case ACTIVE,
                    HARD_REBOOT,
                    MIGRATING,
                    PASSWORD,
                    PAUSED,
                    REBOOT,
                    REBUILD,
                    RESCUE,
                    RESIZE,
                    REVERT_RESIZE,
                    SHELVED,
                    SHELVED_OFFLOADED,
                    SHUTOFF,
                    SUSPENDED,
                    VERIFY_RESIZE -> true;
        };
    }

    /** The state that Nova's API hides behind a passing one (nova.api.openstack.common, {@code _STATE_MAP}), or itself. */
    public ServerStatus beneath() {
        return switch (this) {
            case HARD_REBOOT, PASSWORD, REBOOT -> ACTIVE;
            case REVERT_RESIZE -> VERIFY_RESIZE;
            case ACTIVE,
                    BUILD,
                    DELETED,
                    ERROR,
                    MIGRATING,
                    PAUSED,
                    REBUILD,
                    RESCUE,
                    RESIZE,
                    SHELVED,
                    SHELVED_OFFLOADED,
                    SHUTOFF,
                    SOFT_DELETED,
                    SUSPENDED,
                    VERIFY_RESIZE,
                    UNKNOWN -> this;
        };
    }
}
