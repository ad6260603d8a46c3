package org.stackdeck.operations;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeStepUpCheck;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.secret.TestSecretBoxes;
import org.stackdeck.identity.session.FakeLoginSessionService;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.execution.OperationProperties;
import org.stackdeck.operations.execution.Sleeper;
import org.stackdeck.operations.upload.ImageUploadProperties;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.node.NodeTestConfiguration;
import org.stackdeck.platform.tracing.RecordedSpans;

/**
 * Configures the operations module and the audit trail, with fakes of the modules that they use. The scheduler is
 * present but not started.
 */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties({OperationProperties.class, ImageUploadProperties.class, AttemptLimitProperties.class})
@Import({AttemptThrottle.class, NodeTestConfiguration.class})
@ComponentScan(
        basePackageClasses = {OperationTestConfiguration.class, AuditTrail.class},
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
public class OperationTestConfiguration {

    @Bean
    @Primary
    MutableClock mutableClock() {
        return new MutableClock(Instant.parse("2026-11-25T10:00:00Z"));
    }

    /** Creates a sleeper that advances the clock instead of waiting. */
    @Bean
    @Primary
    Sleeper quickPause(MutableClock clock) {
        return clock::advance;
    }

    @Bean
    RecordedSpans recordedSpans() {
        return new RecordedSpans();
    }

    @Bean
    Tracer tracer(RecordedSpans recordedSpans) {
        return recordedSpans.tracer();
    }

    @Bean
    FakeCompute labNovaClient() {
        return new FakeCompute(ServerBuilder.STAFF);
    }

    @Bean
    FakeClouds clouds(FakeCompute nova) {
        return new FakeClouds(nova);
    }

    @Bean
    FakeLoginSessionService loginSessionService(MutableClock clock) {
        return new FakeLoginSessionService(clock);
    }

    @Bean
    FakeStepUpCheck stepUpAuthentication() {
        return new FakeStepUpCheck();
    }

    @Bean
    FakeAccessDecisionService accessDecisionService(MutableClock clock) {
        return new FakeAccessDecisionService(clock);
    }

    @Bean
    SecretBox secretBox() {
        return TestSecretBoxes.create();
    }

    @Bean
    FakeUserDirectory userDirectory() {
        return new FakeUserDirectory();
    }

    @Bean
    FakeOwnershipService ownershipService(FakeUserDirectory directory) {
        return new FakeOwnershipService(directory);
    }

    /** Creates an inventory with the current resources of the clouds. */
    @Bean
    FakeResourceInventory resourceInventory(FakeClouds clouds, AccessDecisionService accessDecisionService) {
        return new FakeResourceInventory(accessDecisionService) {
            @Override
            protected List<CloudResource> present(ResourceKind kind) {
                return clouds.names().stream()
                        .flatMap(cloud -> clouds.resourceClients(cloud).stream())
                        .flatMap(client -> client.list(kind).stream())
                        .toList();
            }
        };
    }

    @Bean
    FakeRefreshOnlyInventory inventory(FakeClouds clouds) {
        return new FakeRefreshOnlyInventory(clouds);
    }

    @Bean
    Scheduler scheduler(DataSource database, CustomTask<Void> task) {
        return Scheduler.create(new TransactionAwareDataSourceProxy(database), task)
                .alwaysPersistTimestampInUTC()
                .build();
    }
}
