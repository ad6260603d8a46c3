/** What projects use and may use: asked of the cloud once for all who look. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "access", "identity"})
package org.stackdeck.quotas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
