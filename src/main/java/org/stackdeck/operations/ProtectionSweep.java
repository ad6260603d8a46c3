package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.inventory.Inventory;

/**
 * Deletes the protection of servers that no longer exist. Absence from a list is not sufficient: the cloud must have
 * reported for a day that the server does not exist. Until then the protection is harmless, since ids are not reused. A
 * soft-deleted server remains protected after its restoration.
 */
@Component
class ProtectionSweep {

    private static final Logger LOG = LoggerFactory.getLogger(ProtectionSweep.class);

    private static final Duration CERTAIN = Duration.ofDays(1);

    private final ProtectionStore protections;
    private final Inventory inventory;
    private final Clouds clouds;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;
    /** Since when the cloud has reported the servers as missing. Reset by a restart. */
    private final Map<ServerKey, Instant> missing = new HashMap<>();

    ProtectionSweep(
            ProtectionStore protections,
            Inventory inventory,
            Clouds clouds,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.protections = protections;
        this.inventory = inventory;
        this.clouds = clouds;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    void sweep() {
        Instant now = clock.instant();
        Set<ServerKey> stillMissing = new HashSet<>();
        for (ProtectionStore.Kept kept : protections.kept()) {
            ServerKey server = kept.server();
            if (inventory.find(server).isEmpty() && gone(kept)) {
                Instant since = missing.computeIfAbsent(server, _ -> now);
                if (Duration.between(since, now).compareTo(CERTAIN) >= 0) {
                    forget(kept);
                } else {
                    stillMissing.add(server);
                }
            }
        }
        missing.keySet().retainAll(stillMissing);
    }

    /** Returns true only if the cloud confirms it. */
    private boolean gone(ProtectionStore.Kept kept) {
        Compute compute = clouds.compute(kept.server().cloud(), kept.project()).orElse(null);
        if (compute == null) {
            return false;
        }
        try {
            return compute.server(kept.server().id())
                    .map(Server::status)
                    .filter(status -> status != ServerStatus.DELETED)
                    .isEmpty();
        } catch (CloudException e) {
            LOG.debug("Could not check whether {} still exists: {}", kept.server(), e.getMessage());
            return false;
        }
    }

    private void forget(ProtectionStore.Kept kept) {
        transaction.executeWithoutResult(_ -> {
            if (protections.remove(kept.server())) {
                audit.record(new AuditEntry(
                        null,
                        "console",
                        "console",
                        "SYSTEM",
                        "server.forget-protection",
                        "server",
                        kept.server().id().value(),
                        kept.serverName(),
                        AuditEntry.Result.SUCCESS,
                        "cloud=" + kept.server().cloud()));
                events.publishEvent(new ProtectionChanged(kept.server()));
            }
        });
    }
}
