/** Requests of users for access to servers and other resources, and the decisions of administrators on them. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cloud",
            "cloud :: *",
            "inventory",
            "inventory :: *",
            "access",
            "access :: *",
            "identity",
            "identity :: *",
            "audit",
            "audit :: *",
            "platform",
            "platform :: *"
        })
package org.stackdeck.accessrequests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
