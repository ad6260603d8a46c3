package org.stackdeck.simulator.model;

/** Lock state of a server: unlocked, or locked by a project member or by an administrator of the cloud. */
public enum ServerLock {
    NONE,
    OWNER,
    ADMINISTRATOR
}
