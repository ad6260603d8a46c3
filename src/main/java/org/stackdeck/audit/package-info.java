/** The append-only trail of who did what, on what, when, from where, and with which result. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package org.stackdeck.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
