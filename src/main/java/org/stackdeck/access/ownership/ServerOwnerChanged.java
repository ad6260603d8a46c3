package org.stackdeck.access.ownership;

import org.stackdeck.cloud.ServerKey;

/** Published when the owner of a server is set, changed or removed. Handled after the commit. */
record ServerOwnerChanged(ServerKey server) {}
