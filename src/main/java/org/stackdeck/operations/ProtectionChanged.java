package org.stackdeck.operations;

import org.stackdeck.cloud.ServerKey;

/** The protection of a server was set or removed. Published after the commit. */
record ProtectionChanged(ServerKey server) {}
