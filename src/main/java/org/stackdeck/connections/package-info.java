/** Connections to clouds that administrators create, test and change while Stackdeck is running. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cloud",
            "cloud :: *",
            "identity",
            "identity :: *",
            "audit",
            "audit :: *",
            "platform",
            "platform :: *"
        })
package org.stackdeck.connections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
