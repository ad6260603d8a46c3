package org.stackdeck.inventory.live;

import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.TestAdminActionExecutors;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.inventory.ImpersonationService;
import org.stackdeck.inventory.Inventory;

/** Creates the real impersonation service for tests with in-memory modules. */
public final class TestImpersonationServices {

    private TestImpersonationServices() {}

    public static ImpersonationService of(
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            UserDirectory userDirectory,
            AuditTrail trail) {
        return new AuditedImpersonationService(
                inventory, accessDecisionService, userDirectory, TestAdminActionExecutors.of(userDirectory, trail));
    }
}
