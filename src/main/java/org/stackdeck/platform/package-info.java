/**
 * Technical services that all modules use: clock, periodic tasks, caches, database monitoring, keys and start checks.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
