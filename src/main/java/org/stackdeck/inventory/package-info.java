/** The live inventory: one watcher per cloud and scope, a shared snapshot, and its changes to whoever looks. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "access", "identity", "platform"})
package org.stackdeck.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
