/** The REST API under {@code /api}: its security, configuration and exception handler. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cloud",
            "cloud :: *",
            "inventory",
            "inventory :: *",
            "operations",
            "operations :: *",
            "quotas",
            "quotas :: *",
            "accessrequests",
            "accessrequests :: *",
            "notices",
            "notices :: *",
            "keypairs",
            "keypairs :: *",
            "launchtemplates",
            "launchtemplates :: *",
            "access",
            "access :: *",
            "identity",
            "identity :: *",
            "audit",
            "audit :: *",
            "diagnostics",
            "platform",
            "platform :: *",
            "web"
        })
package org.stackdeck.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
