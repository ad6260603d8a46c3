package org.stackdeck.ui.preview;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.inventory.FakeInventory;

/** Enforces the permissions of grants, also for servers. */
public class EnforcedServerPermissionsTestConfiguration extends EnforcedPermissionsTestConfiguration {

    @Bean
    @Primary
    FakeInventory visible(FakeAccessDecisionService fakeAccessDecisionService) {
        return new FakeInventory(fakeAccessDecisionService);
    }
}
