/** The REST interface under /api: tokens, problem documents, and the same services the pages use. */
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
