package org.stackdeck.accessrequests;

import java.time.Instant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.AccessTestConfiguration;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.identity.AdminActionExecutorTestConfiguration;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.platform.MutableClock;

/** Beans of access requests and grants with a database, and fakes of other modules. */
@TestConfiguration(proxyBeanMethods = false)
@Import({
    DefaultAccessRequestService.class,
    AccessRequestDecider.class,
    AccessRequestStore.class,
    AccessRequestAuditRecorder.class,
    AccessRequestNameResolver.class,
    AccessRequestLapseListener.class,
    AccessTestConfiguration.class,
    AdminActionExecutorTestConfiguration.class,
    FakeUserDirectory.class,
    FakeAuditTrail.class,
    RecordedAccessRequestEvents.class
})
class AccessRequestTestConfiguration {

    @Bean
    @Primary
    MutableClock mutableClock() {
        return new MutableClock(Instant.parse("2026-11-25T10:00:00.123456Z"));
    }

    @Bean
    FakeResourceInventory resourceInventory(AccessDecisionService accessDecisionService) {
        return new FakeResourceInventory(accessDecisionService);
    }

    @Bean
    FakeInventory inventory(AccessDecisionService accessDecisionService) {
        return new FakeInventory(accessDecisionService);
    }
}
