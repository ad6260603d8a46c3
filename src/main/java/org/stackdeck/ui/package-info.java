/** Web user interface: the signed-in user, their permissions and display preferences, which all pages use. */
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
            "history",
            "connections",
            "keypairs",
            "keypairs :: *",
            "launchtemplates",
            "launchtemplates :: *",
            "preferences",
            "preferences :: *",
            "access",
            "access :: *",
            "identity",
            "identity :: *",
            "audit",
            "audit :: *",
            "diagnostics",
            "platform",
            "platform :: *"
        })
package org.stackdeck.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
