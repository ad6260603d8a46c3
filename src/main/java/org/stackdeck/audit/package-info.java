/** The append-only audit trail: writing, searching, exporting and verifying entries that form a hash chain. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package org.stackdeck.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
