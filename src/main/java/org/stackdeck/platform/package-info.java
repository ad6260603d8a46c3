/** Technical services shared by all modules, such as periodic tasks, caches, message delivery and private files. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
