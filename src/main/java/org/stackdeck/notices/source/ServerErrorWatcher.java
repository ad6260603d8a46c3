package org.stackdeck.notices.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeItem;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.store.ServerErrorLease;
import org.stackdeck.operations.OperationService;

/**
 * Creates notices of owned servers that changed to the status ERROR since the last check. Compares snapshots of the
 * inventory, so that it delays no poll and a burst of failures causes one notice for each owner.
 */
@Component
class ServerErrorWatcher {

    private final Inventory inventory;
    private final OwnerCache ownerCache;
    private final OperationService operationService;
    private final AccessDecisionService accessDecisionService;
    private final ServerErrorLease lease;
    private final NoticeQueue queue;
    /** Status of each owned server at the last check. Used only by the thread that checks. */
    private Map<ServerKey, ServerStatus> last = Map.of();

    private long lastVersion = -1;

    ServerErrorWatcher(
            Inventory inventory,
            OwnerCache ownerCache,
            OperationService operationService,
            AccessDecisionService accessDecisionService,
            ServerErrorLease lease,
            NoticeQueue queue) {
        this.inventory = inventory;
        this.ownerCache = ownerCache;
        this.operationService = operationService;
        this.accessDecisionService = accessDecisionService;
        this.lease = lease;
        this.queue = queue;
    }

    /** Compares the current snapshot with that of the last check. Must not be called concurrently. */
    void check() {
        InventorySnapshot snapshot = inventory.snapshot();
        if (snapshot.version() == lastVersion) {
            return;
        }
        Map<ServerKey, ServerStatus> current = new HashMap<>();
        Map<UserId, List<Server>> failed = new HashMap<>();
        ownerCache.current().byTarget().forEach((target, owner) -> {
            Server server = target instanceof ServerKey key ? snapshot.servers().get(key) : null;
            if (server != null) {
                current.put(server.key(), server.status());
                ServerStatus before = last.get(server.key());
                if (server.status() == ServerStatus.ERROR && before != null && before != ServerStatus.ERROR) {
                    failed.computeIfAbsent(owner.id(), _ -> new ArrayList<>()).add(server);
                }
            }
        });
        // If the database is unavailable, the next check compares with the same state again.
        boolean isResponsible = !failed.isEmpty() && lease.acquire();
        last = current;
        lastVersion = snapshot.version();
        if (isResponsible) {
            failed.forEach((owner, servers) -> queue.add(() -> notices(owner, servers)));
        }
    }

    /**
     * Excludes servers that the owner cannot see, and servers with an active operation of the owner, whose failure
     * causes its own notice.
     */
    private List<NewNotice> notices(UserId owner, List<Server> servers) {
        Subject subject = accessDecisionService.subject(owner);
        List<NoticeItem> items = servers.stream()
                .filter(server -> accessDecisionService.isVisible(subject, ServerAttributes.of(server)))
                .filter(server -> operationService
                        .findActive(server.key())
                        .filter(operation -> operation.userId().equals(owner))
                        .isEmpty())
                .sorted(Comparator.comparing(Server::name))
                .map(server -> NoticeItem.of(server.key(), server.name()))
                .toList();
        return items.isEmpty()
                ? List.of()
                : List.of(new NewNotice(owner, NoticeContent.of(NoticeKind.SERVER_ERROR, items)));
    }
}
