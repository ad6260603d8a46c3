/** Technical services shared by all modules: public URL, clocks, periodic tasks, caches, files and keys. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
