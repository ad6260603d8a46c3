/** Who uses the console: users, their registration and approval, passwords, and how they prove who they are. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "platform"})
package org.stackdeck.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
