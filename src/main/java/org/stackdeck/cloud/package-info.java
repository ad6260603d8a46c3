/** Domain types of an OpenStack cloud that all modules use: identifiers, projects, errors and change hints. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.cloud;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
