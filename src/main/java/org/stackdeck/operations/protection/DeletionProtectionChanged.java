package org.stackdeck.operations.protection;

import org.stackdeck.cloud.ServerKey;

/** The protection of a server was set or removed. Published after the commit. */
record DeletionProtectionChanged(ServerKey server) {}
