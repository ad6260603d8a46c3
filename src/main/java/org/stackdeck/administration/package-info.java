/**
 * Commands that administrators run in a separate process: verification, export, import, upgrade check and key rotation.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "audit :: *", "identity :: secret", "platform", "platform :: *"})
package org.stackdeck.administration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
