/** Actions on servers: whether one is available, its durable execution, and its tracking to the end. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "inventory", "access", "identity", "audit", "platform"})
package org.stackdeck.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
