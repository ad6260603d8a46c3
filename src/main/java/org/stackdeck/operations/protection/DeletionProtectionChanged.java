package org.stackdeck.operations.protection;

import org.stackdeck.cloud.ActionTarget;

/**
 * Published when the protection of a server or another resource is set or removed. Listeners receive it after the
 * commit.
 */
record DeletionProtectionChanged(ActionTarget target) {}
