/** What people ask access for, and what administrators answer. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "inventory", "access", "identity", "audit", "platform"})
package org.stackdeck.requests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
