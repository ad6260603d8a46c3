package org.stackdeck.cloud.server;

/**
 * The power state of the guest as last reported by the hypervisor: {@code OS-EXT-STS:power_state}
 * (nova.compute.power_state).
 */
public enum PowerState {
    NO_STATE(0),
    RUNNING(1),
    PAUSED(3),
    SHUTDOWN(4),
    CRASHED(6),
    SUSPENDED(7),
    UNKNOWN(-1);

    private final int code;

    PowerState(int code) {
        this.code = code;
    }

    /** Returns Nova's numeric code; -1 for {@link #UNKNOWN}. */
    public int code() {
        return code;
    }
}
