/**
 * Hourly numbers of servers by project and status, and hourly quotas of projects, kept for 90 days; changes of servers,
 * kept for 24 hours.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cloud",
            "cloud :: *",
            "inventory",
            "operations",
            "access",
            "identity",
            "quotas",
            "platform",
            "platform :: *"
        })
package org.stackdeck.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
