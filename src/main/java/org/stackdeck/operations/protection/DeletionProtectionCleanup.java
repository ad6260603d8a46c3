package org.stackdeck.operations.protection;

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
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.Compute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.state.DeletionProtectionRepository;

/**
 * Deletes the protection of servers that no longer exist. Absence from a list is not sufficient: the cloud must have
 * reported for a day that the server does not exist. Until then, the protection is harmless, because IDs are not
 * reused. A soft-deleted server remains protected after its restoration.
 */
@Component
public class DeletionProtectionCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionProtectionCleanup.class);

    private static final Duration MIN_MISSING_TIME = Duration.ofDays(1);

    private final DeletionProtectionRepository protections;
    private final Inventory inventory;
    private final Clouds clouds;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;
    /** Time since which the cloud has reported the server as missing. Reset by a restart. */
    private final Map<ServerKey, Instant> missing = new HashMap<>();

    DeletionProtectionCleanup(
            DeletionProtectionRepository protections,
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

    public void run() {
        Instant now = clock.instant();
        Set<ServerKey> stillMissing = new HashSet<>();
        for (DeletionProtectionRepository.ProtectionRow protectionRow : protections.findAll()) {
            ServerKey server = protectionRow.server();
            if (inventory.find(server).isEmpty() && isGone(protectionRow)) {
                Instant since = missing.computeIfAbsent(server, _ -> now);
                if (Duration.between(since, now).compareTo(MIN_MISSING_TIME) >= 0) {
                    delete(protectionRow);
                } else {
                    stillMissing.add(server);
                }
            }
        }
        missing.keySet().retainAll(stillMissing);
    }

    /** Returns true only if the cloud confirms that the server is deleted or does not exist. */
    private boolean isGone(DeletionProtectionRepository.ProtectionRow protectionRow) {
        Compute compute = clouds.compute(protectionRow.server().cloud(), protectionRow.project())
                .orElse(null);
        if (compute == null) {
            return false;
        }
        try {
            return compute.server(protectionRow.server().id())
                    .map(Server::status)
                    .filter(status -> status != ServerStatus.DELETED)
                    .isEmpty();
        } catch (CloudException e) {
            LOG.debug("Could not check whether {} still exists: {}", protectionRow.server(), e.getMessage());
            return false;
        }
    }

    private void delete(DeletionProtectionRepository.ProtectionRow protectionRow) {
        transaction.executeWithoutResult(_ -> {
            if (protections.delete(protectionRow.server())) {
                audit.record(AuditEntry.ofSystem(
                        "server.forget-protection",
                        "server",
                        protectionRow.server().id().value(),
                        protectionRow.serverName(),
                        AuditEntry.Result.SUCCESS,
                        AuditDetail.of("cloud", protectionRow.server().cloud())));
                events.publishEvent(new DeletionProtectionChanged(protectionRow.server()));
            }
        });
    }
}
