package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.Recurring;

/** What is looked for now and then at every console, since each remembers what its clouds said. */
@Configuration(proxyBeanMethods = false)
class Sweeps {

    private static final Duration WISHES_KEPT = Duration.ofDays(7);

    @Bean
    Recurring keptServersSweep(KeptServers kept) {
        return new Recurring(
                "deleted servers that are kept", Duration.ofSeconds(30), Duration.ofMinutes(5), kept::sweep);
    }

    @Bean
    Recurring passwordsSweep(OperationBook book) {
        return new Recurring("passwords that nobody asked for", Duration.ofMinutes(5), book::wipePasswords);
    }

    /** Metadata and descriptions are in plain text, and may say more than their author thought of. */
    @Bean
    Recurring wishesSweep(OperationStore store, Clock clock) {
        return new Recurring(
                "what was asked for in vain",
                Duration.ofHours(1),
                () -> store.forgetWishes(clock.instant().minus(WISHES_KEPT)));
    }

    @Bean
    Recurring protectionsSweep(ProtectionSweep protections) {
        return new Recurring("protections of servers that are gone", Duration.ofHours(1), protections::sweep);
    }
}
