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
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.ResourceInventory;

/**
 * Deletes the protection of servers and other resources that no longer exist. Absence from a list is not sufficient:
 * the cloud must have reported for a day that the server or resource does not exist. Until then, the protection is
 * harmless, because IDs are not reused. A soft-deleted server remains protected after its restoration.
 */
@Component
public class DeletionProtectionCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionProtectionCleanup.class);

    private static final Duration MIN_MISSING_TIME = Duration.ofDays(1);

    private final DeletionProtectionRepository protections;
    private final Inventory inventory;
    private final ResourceInventory resourceInventory;
    private final Clouds clouds;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;
    /** Time since which the cloud has reported the target as missing. Lost by a restart. */
    private final Map<ActionTarget, Instant> missing = new HashMap<>();

    DeletionProtectionCleanup(
            DeletionProtectionRepository protections,
            Inventory inventory,
            ResourceInventory resourceInventory,
            Clouds clouds,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.protections = protections;
        this.inventory = inventory;
        this.resourceInventory = resourceInventory;
        this.clouds = clouds;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    public void run() {
        Instant now = clock.instant();
        Set<ActionTarget> stillMissing = new HashSet<>();
        for (DeletionProtectionRepository.ProtectionRow protectionRow : protections.findAll()) {
            ActionTarget target = protectionRow.target();
            if (!isKnown(target) && isGone(protectionRow)) {
                Instant since = missing.computeIfAbsent(target, _ -> now);
                if (Duration.between(since, now).compareTo(MIN_MISSING_TIME) >= 0) {
                    delete(protectionRow);
                } else {
                    stillMissing.add(target);
                }
            }
        }
        missing.keySet().retainAll(stillMissing);
    }

    private boolean isKnown(ActionTarget target) {
        return switch (target) {
            case ServerKey server -> inventory.find(server).isPresent();
            case ResourceKey resource -> resourceInventory.findKnown(resource).isPresent();
            default -> false;
        };
    }

    /** Returns true only if the cloud confirms that the target is deleted or does not exist. */
    private boolean isGone(DeletionProtectionRepository.ProtectionRow protectionRow) {
        ActionTarget target = protectionRow.target();
        try {
            return switch (target) {
                case ServerKey server ->
                    clouds.compute(server.cloud(), protectionRow.project())
                            .filter(compute -> compute.server(server.id())
                                    .map(Server::status)
                                    .filter(status -> status != ServerStatus.DELETED)
                                    .isEmpty())
                            .isPresent();
                case ResourceKey resource ->
                    clouds.resourceClient(resource.cloud(), protectionRow.project())
                            .filter(client ->
                                    client.find(resource.kind(), resource.id()).isEmpty())
                            .isPresent();
                default -> false;
            };
        } catch (RuntimeException e) {
            LOG.debug("Could not check whether {} still exists: {}", target, e.getMessage());
            return false;
        }
    }

    private void delete(DeletionProtectionRepository.ProtectionRow protectionRow) {
        transaction.executeWithoutResult(_ -> {
            ActionTarget target = protectionRow.target();
            if (protections.delete(target)) {
                audit.record(AuditEntry.ofSystem(
                        target.objectType() + ".forget-protection",
                        target.objectType(),
                        target.idText(),
                        protectionRow.targetName(),
                        AuditEntry.Result.SUCCESS,
                        AuditDetail.of("cloud", target.cloud())));
                events.publishEvent(new DeletionProtectionChanged());
            }
        });
    }
}
