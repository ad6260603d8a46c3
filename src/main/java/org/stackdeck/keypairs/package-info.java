/** The public keys by which people get into the servers that they make: their own, whatever the cloud. */
@NullMarked
@ApplicationModule(allowedDependencies = {"cloud", "identity", "audit", "platform"})
package org.stackdeck.keypairs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
