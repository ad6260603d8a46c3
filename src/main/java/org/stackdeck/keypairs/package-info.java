/** SSH key pairs of users. The public keys are installed on the servers that a user creates, in any cloud. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "identity", "audit", "platform"})
package org.stackdeck.keypairs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
