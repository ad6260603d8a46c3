/** Who may do what to which server: grants, and the one decision over them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "cloud", "audit", "platform"})
package org.stackdeck.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
