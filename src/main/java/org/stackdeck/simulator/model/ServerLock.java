package org.stackdeck.simulator.model;

/** Lock of a server: none, by a project member, or by an administrator of the cloud. */
public enum ServerLock {
    NONE,
    OWNER,
    ADMINISTRATOR
}
