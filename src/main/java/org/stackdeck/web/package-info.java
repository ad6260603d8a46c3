/**
 * Filters and limits of the HTTP server: connections per client address, time per request, memory of request bodies,
 * contexts of log messages, and traces.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: tracing"})
package org.stackdeck.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
