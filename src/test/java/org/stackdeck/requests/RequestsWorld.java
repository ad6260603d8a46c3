package org.stackdeck.requests;

import java.time.Instant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.Access;
import org.stackdeck.access.GrantsTestConfiguration;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.identity.AdministratorWorkTestConfiguration;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.platform.MovableClock;

/** All beans of access requests and grants on a database, with fakes of other modules. */
@TestConfiguration(proxyBeanMethods = false)
@Import({
    StoredRequests.class,
    RequestDecisions.class,
    RequestBook.class,
    RequestTrail.class,
    TargetSight.class,
    LapsingRequests.class,
    GrantsTestConfiguration.class,
    AdministratorWorkTestConfiguration.class,
    FakeDirectory.class,
    RecordedAudit.class,
    ToldRequests.class
})
class RequestsWorld {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock(Instant.parse("2026-11-25T10:00:00.123456Z"));
    }

    @Bean
    FakeInventory inventory(Access access) {
        return new FakeInventory(access);
    }
}
