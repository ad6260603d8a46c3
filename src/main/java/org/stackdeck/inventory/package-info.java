/**
 * The live inventory: polls each scope of each cloud, holds the shared snapshot, and delivers its changes to viewers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "access", "identity", "platform"})
package org.stackdeck.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
