/** Commands for administrators, which run in a process of their own: verification, export, import and key rotation. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "audit :: *", "identity :: secret", "platform", "platform :: *"})
package org.stackdeck.administration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
