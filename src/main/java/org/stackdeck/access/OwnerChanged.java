package org.stackdeck.access;

import org.stackdeck.cloud.ServerKey;

/** A server was given to a user or to nobody. Published after commit. */
record OwnerChanged(ServerKey server) {}
