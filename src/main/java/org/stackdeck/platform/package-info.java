/** What every module may lean on: the clock and the executors. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
