/** The embedded web server: deadlines, limits and tolerated input at the level of connections. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
