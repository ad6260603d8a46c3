package org.stackdeck.simulator;

/** Who locked a server: a member of its project, or an administrator from outside. */
enum ServerLock {
    NONE,
    OWNER,
    ADMINISTRATOR
}
