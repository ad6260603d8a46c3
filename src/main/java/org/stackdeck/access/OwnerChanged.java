package org.stackdeck.access;

import org.stackdeck.cloud.ServerKey;

/** The owner of a server changed or was removed. Published after commit. */
record OwnerChanged(ServerKey server) {}
