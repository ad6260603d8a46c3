/** Simulated OpenStack cloud with a real HTTP API, for demonstrations and for tests without a cloud. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
