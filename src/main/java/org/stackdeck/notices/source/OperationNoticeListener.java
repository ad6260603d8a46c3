package org.stackdeck.notices.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.webhook.WebhookEvent;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.platform.Subscription;

/**
 * Creates notices of operations that failed or that Stackdeck cancelled, for the users who requested them, and of
 * operations that changed a server, for its owner. Groups receive messages about both.
 */
@Component
class OperationNoticeListener implements SmartLifecycle {

    private final OperationService operationService;
    private final OwnerCache ownerCache;
    private final AccessDecisionService accessDecisionService;
    private final NoticeEventQueue queue;
    private @Nullable Subscription subscription;

    OperationNoticeListener(
            OperationService operationService,
            OwnerCache ownerCache,
            AccessDecisionService accessDecisionService,
            NoticeEventQueue queue) {
        this.operationService = operationService;
        this.ownerCache = ownerCache;
        this.accessDecisionService = accessDecisionService;
        this.queue = queue;
    }

    @Override
    public synchronized void start() {
        if (subscription == null) {
            subscription = operationService.subscribeToCompletions(operation -> {
                webhookEvent(operation).ifPresent(queue::addGroupEvent);
                queue.add(() -> notices(operation));
            });
        }
    }

    @Override
    public synchronized void stop() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return subscription != null;
    }

    /** Returns a phase in which the listener starts before operations are resumed. */
    @Override
    public int getPhase() {
        return -1;
    }

    private List<NewNotice> notices(Operation operation) {
        return operation.state() == Operation.State.SUCCEEDED
                ? ownerNotice(operation).stream().toList()
                : List.of(new NewNotice(operation.userId(), failure(operation)));
    }

    private static NoticeContent failure(Operation operation) {
        return content(kind(operation), operation, null, reason(operation));
    }

    private static NoticeKind kind(Operation operation) {
        if (operation.state() == Operation.State.SUCCEEDED) {
            return NoticeKind.SERVER_CHANGED;
        }
        Operation.Failure failure = operation.failure();
        return failure != null && failure.isOutcomeUnknown()
                ? NoticeKind.OPERATION_UNCONFIRMED
                : NoticeKind.OPERATION_FAILED;
    }

    private static @Nullable String reason(Operation operation) {
        Operation.Failure failure = operation.failure();
        return failure == null ? null : failure.code();
    }

    /** Returns empty for successful operations on resources other than servers. */
    private Optional<WebhookEvent> webhookEvent(Operation operation) {
        NoticeKind kind = kind(operation);
        return operation.isOnServer() || kind != NoticeKind.SERVER_CHANGED
                ? Optional.of(
                        new WebhookEvent(kind, operation.id().toString(), members -> groupContent(operation, members)))
                : Optional.empty();
    }

    /**
     * Returns the content if the operation concerns the group and all members may see it. Operations on servers concern
     * each group that sees the server. Other operations concern the groups of the user who requested them.
     */
    private Optional<NoticeContent> groupContent(Operation operation, List<User> members) {
        boolean isConcerned = operation.isOnServer()
                || members.stream().anyMatch(member -> member.id().equals(operation.userId()));
        return isConcerned && members.stream().allMatch(member -> maySee(member.id(), operation))
                ? Optional.of(
                        content(kind(operation), operation, operation.userName().value(), reason(operation)))
                : Optional.empty();
    }

    /**
     * Returns the notice to the owner of the server. Ownership alone gives no access, so an owner who cannot see the
     * server receives no notice.
     */
    private Optional<NewNotice> ownerNotice(Operation operation) {
        return operation.isOnServer()
                ? Stream.ofNullable(ownerCache.current().byTarget().get(operation.target()))
                        .map(Owner::id)
                        .filter(owner -> !owner.equals(operation.userId()) && maySee(owner, operation))
                        .map(owner -> new NewNotice(
                                owner,
                                content(
                                        NoticeKind.SERVER_CHANGED,
                                        operation,
                                        operation.userName().value(),
                                        null)))
                        .findFirst()
                : Optional.empty();
    }

    private boolean maySee(UserId user, Operation operation) {
        return operationService
                .visible(accessDecisionService.subject(user), operation)
                .isPresent();
    }

    private static NoticeContent content(
            NoticeKind kind, Operation operation, @Nullable String actor, @Nullable String reason) {
        return new NoticeContent(
                kind,
                1,
                operation.action().name(),
                actor,
                reason,
                null,
                List.of(NoticeObject.of(operation.target(), operation.targetName())));
    }
}
