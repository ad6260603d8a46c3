/** The REST API under /api: tokens, problem documents and controllers, on the same services as the user interface. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cloud",
            "inventory",
            "operations",
            "quotas",
            "requests",
            "keypairs",
            "recipes",
            "access",
            "identity",
            "audit",
            "platform"
        })
package org.stackdeck.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
