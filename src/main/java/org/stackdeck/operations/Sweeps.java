package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.Recurring;

/** Periodic cleanup jobs. They run on every instance, since each caches the state of its clouds. */
@Configuration(proxyBeanMethods = false)
class Sweeps {

    private static final Duration WISHES_KEPT = Duration.ofDays(7);

    @Bean
    Recurring keptServersSweep(KeptServers kept) {
        return new Recurring("soft-deleted-servers", Duration.ofSeconds(30), Duration.ofMinutes(5), kept::sweep);
    }

    @Bean
    Recurring passwordsSweep(OperationBook book) {
        return new Recurring("expire-generated-passwords", Duration.ofMinutes(5), book::wipePasswords);
    }

    /** Metadata and descriptions are stored as plain text and may contain sensitive data. */
    @Bean
    Recurring wishesSweep(OperationStore store, Clock clock) {
        return new Recurring(
                "expire-launch-requests",
                Duration.ofHours(1),
                () -> store.forgetWishes(clock.instant().minus(WISHES_KEPT)));
    }

    @Bean
    Recurring protectionsSweep(ProtectionSweep protections) {
        return new Recurring("expire-deletion-protections", Duration.ofHours(1), protections::sweep);
    }
}
