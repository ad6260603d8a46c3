/**
 * Decides which permissions a user has on servers and other resources, based on the account role, grants and ownership.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "identity",
            "identity :: *",
            "cloud",
            "cloud :: *",
            "audit",
            "audit :: *",
            "platform",
            "platform :: *"
        })
package org.stackdeck.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
