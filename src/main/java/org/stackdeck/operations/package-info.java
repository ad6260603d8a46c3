/** Actions on servers: their availability, durable execution and tracking. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "inventory", "access", "identity", "audit", "platform"})
package org.stackdeck.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
