/** Domain model of OpenStack (servers, projects, statuses, actions) and the interfaces to the clouds. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.cloud;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
