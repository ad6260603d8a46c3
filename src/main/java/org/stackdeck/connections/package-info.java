/**
 * Stores the connections to clouds that administrators enter in the browser, and passes them to {@code
 * cloud.connection}.
 */
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
