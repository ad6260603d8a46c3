/** Web user interface: main layout, sign-in, servers, operations and administration. */
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
