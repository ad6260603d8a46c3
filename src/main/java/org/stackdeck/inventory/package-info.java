/** Live inventory of all servers: queries, subscriptions, freshness of each cloud, and read-only impersonation. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cloud",
            "cloud :: *",
            "access",
            "access :: *",
            "identity",
            "identity :: *",
            "platform",
            "platform :: *"
        })
package org.stackdeck.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
