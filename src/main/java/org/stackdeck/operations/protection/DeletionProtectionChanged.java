package org.stackdeck.operations.protection;

import org.stackdeck.cloud.ServerKey;

/** Published when the protection of a server is set or removed. Listeners receive it after the commit. */
record DeletionProtectionChanged(ServerKey server) {}
