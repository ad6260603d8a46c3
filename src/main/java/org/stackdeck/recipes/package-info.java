/** Servers by name, to be launched again and again: their maker's own, or shown to others who may launch there. */
@NullMarked
@ApplicationModule(allowedDependencies = {"operations", "cloud", "access", "identity", "audit", "platform"})
package org.stackdeck.recipes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
