package org.stackdeck.access.ownership;

import org.stackdeck.cloud.ServerKey;

/** The owner of a server was set, changed or removed. Handled after commit. */
record ServerOwnerChanged(ServerKey server) {}
