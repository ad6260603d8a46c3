package org.stackdeck.access.ownership;

import org.stackdeck.cloud.ServerKey;

/** The owner of a server changed or was removed. Published after commit. */
record ServerOwnerChanged(ServerKey server) {}
