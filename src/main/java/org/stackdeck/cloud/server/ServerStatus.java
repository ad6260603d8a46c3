package org.stackdeck.cloud.server;

/** A server's {@code status} in Nova's API (Compute API guide, "Server status"). */
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
    /** Nova's own UNKNOWN, and every status that Stackdeck does not support. */
    UNKNOWN;

    /** Returns whether no guest is running: the server is stopped, suspended to disk, or removed from its host. */
    public boolean isOff() {
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

    /** Returns whether the status lasts only while Nova performs a task. */
    public boolean isTransitional() {
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

    /**
     * Returns whether the status proves that the server was built. A server in ERROR or a deleted one may never have
     * been built.
     */
    public boolean isBuilt() {
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

    /**
     * Returns the status that Nova's API would report without the current task (nova.api.openstack.common, {@code
     * _STATE_MAP}). Returns this status if it is not transitional or if several statuses are possible.
     */
    public ServerStatus underlying() {
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
