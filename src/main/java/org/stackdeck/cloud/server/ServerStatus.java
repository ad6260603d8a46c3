package org.stackdeck.cloud.server;

/** A server's {@code status} in Nova's API (Compute API guide, "Server status"). */
public enum ServerStatus {
    ACTIVE(Phase.STABLE, true),
    BUILD(Phase.TRANSITIONAL, false),
    DELETED(Phase.OFF, false),
    ERROR(Phase.STABLE, false),
    HARD_REBOOT(Phase.TRANSITIONAL, true),
    MIGRATING(Phase.TRANSITIONAL, true),
    PASSWORD(Phase.TRANSITIONAL, true),
    PAUSED(Phase.STABLE, true),
    REBOOT(Phase.TRANSITIONAL, true),
    REBUILD(Phase.TRANSITIONAL, true),
    RESCUE(Phase.STABLE, true),
    RESIZE(Phase.TRANSITIONAL, true),
    REVERT_RESIZE(Phase.TRANSITIONAL, true),
    SHELVED(Phase.OFF, true),
    SHELVED_OFFLOADED(Phase.OFF, true),
    SHUTOFF(Phase.OFF, true),
    SOFT_DELETED(Phase.OFF, false),
    SUSPENDED(Phase.OFF, true),
    VERIFY_RESIZE(Phase.STABLE, true),
    /** Nova's own UNKNOWN, and every status that Stackdeck does not support. */
    UNKNOWN(Phase.STABLE, false);

    private enum Phase {
        STABLE,
        OFF,
        TRANSITIONAL
    }

    private final Phase phase;
    private final boolean built;

    ServerStatus(Phase phase, boolean built) {
        this.phase = phase;
        this.built = built;
    }

    /** Returns whether no guest is running: the server is stopped, suspended to disk, or removed from its host. */
    public boolean isOff() {
        return phase == Phase.OFF;
    }

    /** Returns whether the status lasts only while Nova performs a task. */
    public boolean isTransitional() {
        return phase == Phase.TRANSITIONAL;
    }

    /**
     * Returns whether the status proves that the server was built. A server in ERROR or a deleted one may never have
     * been built.
     */
    public boolean isBuilt() {
        return built;
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
