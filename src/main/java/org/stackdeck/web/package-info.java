/** Limits of the HTTP server: connections per client address and a deadline for each request. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stackdeck.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
