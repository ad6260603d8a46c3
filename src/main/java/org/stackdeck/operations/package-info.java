/**
 * API for submitting actions on servers and other resources, launching servers, tracking operations, and protecting
 * servers and resources against deletion.
 */
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
package org.stackdeck.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
