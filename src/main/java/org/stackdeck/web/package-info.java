/** Limits of the embedded web server: connections per address, request deadlines and tolerated headers. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
