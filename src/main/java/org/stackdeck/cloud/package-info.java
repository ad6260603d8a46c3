/** The language of OpenStack as the console speaks it: servers, projects, states, actions, and the ports to a cloud. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.cloud;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
