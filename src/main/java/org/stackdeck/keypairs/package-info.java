/** SSH key pairs of users; only public keys are stored. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cloud",
            "cloud :: *",
            "identity",
            "identity :: *",
            "audit",
            "audit :: *",
            "platform",
            "platform :: *"
        })
package org.stackdeck.keypairs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
