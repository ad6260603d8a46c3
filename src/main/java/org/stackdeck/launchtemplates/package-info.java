/** Saved launch settings that users can share and launch servers from. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "operations",
            "operations :: *",
            "cloud",
            "cloud :: *",
            "access",
            "access :: *",
            "identity",
            "identity :: *",
            "audit",
            "audit :: *",
            "platform",
            "platform :: *"
        })
package org.stackdeck.launchtemplates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
