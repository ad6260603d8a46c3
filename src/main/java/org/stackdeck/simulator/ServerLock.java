package org.stackdeck.simulator;

/** Lock state of a server: unlocked, or locked by a project member or by an administrator of the cloud. */
enum ServerLock {
    NONE,
    OWNER,
    ADMINISTRATOR
}
