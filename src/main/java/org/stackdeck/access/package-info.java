/** Grants and permission checks: which user may perform which action on which server. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "cloud", "audit", "platform"})
package org.stackdeck.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
