package org.stackdeck.operations.scheduling;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.operations.lookup.SoftDeletedServerCache;
import org.stackdeck.operations.protection.DeletionProtectionCleanup;
import org.stackdeck.operations.state.GeneratedPasswordRepository;
import org.stackdeck.operations.state.OperationParametersRepository;
import org.stackdeck.platform.PeriodicTask;

/** Periodic refresh and cleanup tasks, which run on every instance. */
@Configuration(proxyBeanMethods = false)
class OperationMaintenanceConfiguration {

    private static final Duration FAILED_LAUNCH_RETENTION = Duration.ofDays(7);

    @Bean
    PeriodicTask softDeletedServersRefresh(SoftDeletedServerCache softDeletedServerCache) {
        return new PeriodicTask(
                "soft-deleted-servers", Duration.ofSeconds(30), Duration.ofMinutes(5), softDeletedServerCache::refresh);
    }

    @Bean
    PeriodicTask generatedPasswordsCleanup(GeneratedPasswordRepository generatedPasswordRepository) {
        return new PeriodicTask(
                "expire-generated-passwords", Duration.ofMinutes(5), generatedPasswordRepository::deleteExpired);
    }

    /**
     * Deletes the parameters of old failed launches, because metadata and descriptions are stored as plain text and may
     * contain sensitive data.
     */
    @Bean
    PeriodicTask failedLaunchesCleanup(OperationParametersRepository operationParametersRepository, Clock clock) {
        return new PeriodicTask(
                "expire-launch-requests",
                Duration.ofHours(1),
                () -> operationParametersRepository.deleteFailedLaunches(
                        clock.instant().minus(FAILED_LAUNCH_RETENTION)));
    }

    @Bean
    PeriodicTask deletionProtectionsCleanup(DeletionProtectionCleanup protections) {
        return new PeriodicTask("expire-deletion-protections", Duration.ofHours(1), protections::run);
    }
}
