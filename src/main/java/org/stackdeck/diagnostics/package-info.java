/** Versions, dependencies with their licenses, and a bundle without secrets for bug reports. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"cloud", "cloud :: *", "inventory", "identity", "audit", "platform :: configuration"})
package org.stackdeck.diagnostics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
