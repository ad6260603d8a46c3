/** What every module may lean on: the clock, the executors, and how facts and moments are had from the database. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
