/** The web pages: shell, sign-in, servers, operations, administration. */
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
package org.stackdeck.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
