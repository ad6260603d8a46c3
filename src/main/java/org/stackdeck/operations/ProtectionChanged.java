package org.stackdeck.operations;

import org.stackdeck.cloud.ServerKey;

/** A server was protected, or is no longer. Published after commit. */
record ProtectionChanged(ServerKey server) {}
