/** A small OpenStack that answers over real HTTP, for trying the console and testing it without a cloud. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
