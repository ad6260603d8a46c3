package org.stackdeck.notices.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeItem;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.store.ServerErrorLease;
import org.stackdeck.notices.webhook.GroupEvent;
import org.stackdeck.operations.OperationService;

/**
 * Creates notices of servers that changed to the status ERROR since the last check, for their owners and for groups.
 * Compares snapshots of the inventory. It therefore delays no poll, and a burst of failures causes one notice for each
 * owner.
 */
@Component
class ServerErrorWatcher {

    private final Inventory inventory;
    private final OwnerCache ownerCache;
    private final OperationService operationService;
    private final AccessDecisionService accessDecisionService;
    private final ServerErrorLease lease;
    private final NoticeEventQueue queue;
    /** The snapshot of the last check. Used only by the thread that checks. */
    private InventorySnapshot last = new InventorySnapshot(-1, Map.of(), Map.of());

    ServerErrorWatcher(
            Inventory inventory,
            OwnerCache ownerCache,
            OperationService operationService,
            AccessDecisionService accessDecisionService,
            ServerErrorLease lease,
            NoticeEventQueue queue) {
        this.inventory = inventory;
        this.ownerCache = ownerCache;
        this.operationService = operationService;
        this.accessDecisionService = accessDecisionService;
        this.lease = lease;
        this.queue = queue;
    }

    /** Compares the current snapshot with the snapshot of the last check. Must not be called concurrently. */
    void check() {
        InventorySnapshot snapshot = inventory.snapshot();
        if (snapshot.version() == last.version()) {
            return;
        }
        List<Server> failed = new ArrayList<>();
        snapshot.servers().forEach((key, server) -> {
            Server before = last.servers().get(key);
            if (server.status() == ServerStatus.ERROR && before != null && before.status() != ServerStatus.ERROR) {
                failed.add(server);
            }
        });
        // If the database is unavailable, an exception ends this check, and the next check compares with the same state
        // again.
        boolean isResponsible = !failed.isEmpty() && lease.acquire();
        last = snapshot;
        if (isResponsible) {
            byOwner(failed).forEach((owner, servers) -> queue.add(() -> notices(owner, servers)));
            queue.addGroupEvent(
                    new GroupEvent(NoticeKind.SERVER_ERROR, null, members -> groupContent(members, failed)));
        }
    }

    private Map<UserId, List<Server>> byOwner(List<Server> servers) {
        Map<ActionTarget, Owner> owners = ownerCache.current().byTarget();
        return servers.stream()
                .filter(server -> owners.containsKey(server.key()))
                .collect(Collectors.groupingBy(server ->
                        Objects.requireNonNull(owners.get(server.key())).id()));
    }

    /**
     * Returns the content with the servers that all members may see; empty if there are none. Excludes servers with an
     * active operation, because its failure causes another event.
     */
    private Optional<NoticeContent> groupContent(List<User> members, List<Server> servers) {
        List<Subject> subjects = members.stream()
                .map(User::id)
                .map(accessDecisionService::subject)
                .toList();
        return content(servers.stream()
                .filter(server -> operationService.findActive(server.key()).isEmpty())
                .filter(server -> subjects.stream()
                        .allMatch(subject -> accessDecisionService.isVisible(subject, ServerAttributes.of(server)))));
    }

    /**
     * Creates the notice to the owner. Excludes servers that the owner cannot see, and servers with an active operation
     * of the owner, because its failure causes another notice.
     */
    private List<NewNotice> notices(UserId owner, List<Server> servers) {
        Subject subject = accessDecisionService.subject(owner);
        return content(servers.stream()
                        .filter(server -> accessDecisionService.isVisible(subject, ServerAttributes.of(server)))
                        .filter(server -> operationService
                                .findActive(server.key())
                                .filter(operation -> operation.userId().equals(owner))
                                .isEmpty()))
                .map(content -> new NewNotice(owner, content))
                .stream()
                .toList();
    }

    private static Optional<NoticeContent> content(Stream<Server> servers) {
        List<NoticeItem> items = servers.sorted(Comparator.comparing(Server::name))
                .map(server -> NoticeItem.of(server.key(), server.name()))
                .toList();
        return items.isEmpty() ? Optional.empty() : Optional.of(NoticeContent.of(NoticeKind.SERVER_ERROR, items));
    }
}
