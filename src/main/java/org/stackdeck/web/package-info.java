/** Limits of the HTTP server: connections per client address, time per request, and memory of request bodies. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package org.stackdeck.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
