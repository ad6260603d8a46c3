/** Requests of users for access to servers, and decisions of administrators on them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "inventory", "access", "identity", "audit", "platform"})
package org.stackdeck.requests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
