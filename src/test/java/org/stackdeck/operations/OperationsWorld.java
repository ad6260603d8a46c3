package org.stackdeck.operations;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.FakeOwnership;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.identity.ASecretBox;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.FakeStepUp;
import org.stackdeck.identity.SecretBox;
import org.stackdeck.platform.MovableClock;

/**
 * The operations module and the audit trail, with fakes of the modules they use. The scheduler is present but not
 * started.
 */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationSettings.class)
@ComponentScan(
        basePackageClasses = {OperationsWorld.class, AuditTrail.class},
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
class OperationsWorld {

    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock(Instant.parse("2026-11-25T10:00:00Z"));
    }

    /** Advances the clock instead of waiting. */
    @Bean
    @Primary
    Pause quickPause(MovableClock clock) {
        return clock::move;
    }

    @Bean
    FakeCompute nova() {
        return new FakeCompute(AServer.STAFF);
    }

    @Bean
    FakeClouds clouds(FakeCompute nova) {
        return new FakeClouds(nova);
    }

    @Bean
    FakeStepUp stepUp() {
        return new FakeStepUp();
    }

    @Bean
    FakeAccess access(MovableClock clock) {
        return new FakeAccess(clock);
    }

    @Bean
    SecretBox secretBox() {
        return ASecretBox.make();
    }

    @Bean
    FakeDirectory directory() {
        return new FakeDirectory();
    }

    @Bean
    FakeOwnership ownership(FakeDirectory directory) {
        return new FakeOwnership(directory);
    }

    @Bean
    FakeInventory inventory(FakeClouds clouds) {
        return new FakeInventory(clouds);
    }

    @Bean
    Scheduler scheduler(DataSource database, CustomTask<Void> task) {
        return Scheduler.create(new TransactionAwareDataSourceProxy(database), task)
                .alwaysPersistTimestampInUTC()
                .build();
    }
}
