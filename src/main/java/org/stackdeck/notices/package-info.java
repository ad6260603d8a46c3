/**
 * Notices to users of events that concern them: their operations, servers, access and, for administrators, approvals.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cloud",
            "cloud :: *",
            "inventory",
            "inventory :: *",
            "operations",
            "operations :: *",
            "history",
            "accessrequests",
            "access",
            "access :: *",
            "identity",
            "identity :: *",
            "audit",
            "platform",
            "platform :: *"
        })
package org.stackdeck.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
