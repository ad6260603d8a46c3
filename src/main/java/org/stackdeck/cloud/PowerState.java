package org.stackdeck.cloud;

/** What the hypervisor last said of the guest: {@code OS-EXT-STS:power_state} (nova.compute.power_state). */
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

    /** Nova's number for it; -1 for {@link #UNKNOWN}. */
    public int code() {
        return code;
    }
}
