/** Quotas and usage of projects, cached for all callers. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "access", "identity"})
package org.stackdeck.quotas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
