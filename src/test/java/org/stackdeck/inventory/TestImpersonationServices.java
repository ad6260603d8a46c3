package org.stackdeck.inventory;

import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.TestAdminActionExecutors;
import org.stackdeck.identity.UserDirectory;

/** Creates the real impersonation service for tests with in-memory modules. */
public final class TestImpersonationServices {

    private TestImpersonationServices() {}

    public static ImpersonationService of(
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            UserDirectory userDirectory,
            AuditTrail trail) {
        return new ImpersonationService(
                inventory, accessDecisionService, userDirectory, TestAdminActionExecutors.of(userDirectory, trail));
    }
}
