/** Users, the caller of a request, and checks that protect actions of administrators. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "audit :: *", "platform", "platform :: *"})
package org.stackdeck.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
