/** Simulated OpenStack cloud on a local HTTP port, for demonstrations and tests without a cloud. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
