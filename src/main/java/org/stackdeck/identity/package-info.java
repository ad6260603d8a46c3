/** Users and their authentication: accounts, registration and invitations, passwords, second factors and sessions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "platform"})
package org.stackdeck.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
