package org.stackdeck.notices.source;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.history.ServerChange;
import org.stackdeck.history.ServerChangeKind;
import org.stackdeck.history.ServerChangesRecorded;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.webhook.WebhookEvent;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;

/**
 * Creates notices of servers that changed to the status ERROR or were changed outside Stackdeck, for their owners and
 * for groups. A burst of changes causes one notice of each kind for each owner.
 */
@Component
class ServerChangeNoticeListener {

    private final OwnerCache ownerCache;
    private final OperationService operationService;
    private final AccessDecisionService accessDecisionService;
    private final NoticeEventQueue queue;

    ServerChangeNoticeListener(
            OwnerCache ownerCache,
            OperationService operationService,
            AccessDecisionService accessDecisionService,
            NoticeEventQueue queue) {
        this.ownerCache = ownerCache;
        this.operationService = operationService;
        this.accessDecisionService = accessDecisionService;
        this.queue = queue;
    }

    @EventListener
    void on(ServerChangesRecorded event) {
        Map<NoticeKind, List<ServerChange>> byKind = event.changes().stream()
                .filter(change -> isReported(change.kind(), change.byOperation()))
                .collect(Collectors.groupingBy(change -> kind(change.kind()), LinkedHashMap::new, Collectors.toList()));
        byKind.forEach((kind, changes) -> {
            byOwner(changes)
                    .forEach((owner, ofOwner) -> queue.add(() -> notices(owner, kind, ofOwner, event.servers())));
            queue.addGroupEvent(
                    new WebhookEvent(kind, null, members -> groupContent(members, kind, changes, event.servers())));
        });
    }

    /** The failure of an operation causes another notice, but operations of other users do not explain the status. */
    private static boolean isReported(ServerChangeKind kind, boolean byOperation) {
        return kind == ServerChangeKind.FAILED || (!byOperation && kind != ServerChangeKind.CREATED);
    }

    private static NoticeKind kind(ServerChangeKind kind) {
        return kind == ServerChangeKind.FAILED ? NoticeKind.SERVER_ERROR : NoticeKind.SERVER_CHANGED;
    }

    private Map<UserId, List<ServerChange>> byOwner(List<ServerChange> changes) {
        Map<ActionTarget, Owner> owners = ownerCache.current().byTarget();
        return changes.stream()
                .filter(change -> owners.containsKey(change.key()))
                .collect(Collectors.groupingBy(change ->
                        Objects.requireNonNull(owners.get(change.key())).id()));
    }

    /**
     * Returns the content with the servers that all members may see; empty if there are none. Excludes servers with an
     * active operation, because its failure causes another event.
     */
    private Optional<NoticeContent> groupContent(
            List<User> members, NoticeKind kind, List<ServerChange> changes, Map<ServerKey, Server> servers) {
        List<Subject> subjects = members.stream()
                .map(User::id)
                .map(accessDecisionService::subject)
                .toList();
        return content(
                kind,
                changes.stream()
                        .filter(change -> !hasActiveOperation(change, _ -> true))
                        .filter(change -> subjects.stream().allMatch(subject -> isVisible(subject, change, servers))));
    }

    /**
     * Creates the notice to the owner. Excludes servers that the owner cannot see, and servers with an active operation
     * of the owner, because its failure causes another notice.
     */
    private List<NewNotice> notices(
            UserId owner, NoticeKind kind, List<ServerChange> changes, Map<ServerKey, Server> servers) {
        Subject subject = accessDecisionService.subject(owner);
        return content(
                        kind,
                        changes.stream()
                                .filter(change -> isVisible(subject, change, servers))
                                .filter(change -> !hasActiveOperation(
                                        change, operation -> operation.userId().equals(owner))))
                .map(content -> new NewNotice(owner, content))
                .stream()
                .toList();
    }

    private boolean isVisible(Subject subject, ServerChange change, Map<ServerKey, Server> servers) {
        return accessDecisionService.isVisible(
                subject, ServerAttributes.of(Objects.requireNonNull(servers.get(change.key()))));
    }

    private boolean hasActiveOperation(ServerChange change, Predicate<Operation> condition) {
        return operationService.findActive(change.key()).filter(condition).isPresent();
    }

    private static Optional<NoticeContent> content(NoticeKind kind, Stream<ServerChange> changes) {
        return changes.sorted(Comparator.comparing(ServerChange::name))
                .map(change -> content(kind, change))
                .reduce(NoticeContent::followedBy);
    }

    private static NoticeContent content(NoticeKind kind, ServerChange change) {
        List<NoticeObject> items = List.of(NoticeObject.of(change.key(), change.name()));
        return kind == NoticeKind.SERVER_ERROR
                ? NoticeContent.of(kind, items)
                : new NoticeContent(kind, 1, change.kind().name(), null, NoticeContent.OUTSIDE, null, items);
    }
}
