/** Append-only audit trail: who did what, to which object, when, from where, and with which result. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package org.stackdeck.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
