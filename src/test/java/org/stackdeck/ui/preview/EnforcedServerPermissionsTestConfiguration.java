package org.stackdeck.ui.preview;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;

/** Enforces the permissions of grants, also for servers and operations. */
public class EnforcedServerPermissionsTestConfiguration extends EnforcedPermissionsTestConfiguration {

    @Bean
    @Primary
    FakeInventory visible(FakeAccessDecisionService fakeAccessDecisionService) {
        return new FakeInventory(fakeAccessDecisionService);
    }

    @Bean
    @Primary
    FakeOperationService possible(
            FakeAccessDecisionService fakeAccessDecisionService,
            Inventory inventory,
            DeletionProtectionCache protections,
            SoftDeletedServerLookup deleted,
            ResourceInventory resources,
            Clock clock) {
        return new FakeOperationService(fakeAccessDecisionService, inventory, protections, deleted, resources, clock);
    }
}
