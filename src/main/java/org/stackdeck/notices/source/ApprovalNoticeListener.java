package org.stackdeck.notices.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestChangedByUser;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.accessrequests.AccessRequestTarget;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.registration.RegistrationReceived;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.webhook.WebhookEvent;

/**
 * Creates notices of pending access requests and accounts, for administrators, and of decisions on access requests, for
 * the users who submitted the requests.
 */
@Component
class ApprovalNoticeListener {

    private static final Duration EXPIRY_PERIOD = Duration.ofDays(1);

    private final AccessRequestService accessRequestService;
    private final UserDirectory userDirectory;
    private final NoticeEventQueue queue;

    ApprovalNoticeListener(
            AccessRequestService accessRequestService, UserDirectory userDirectory, NoticeEventQueue queue) {
        this.accessRequestService = accessRequestService;
        this.userDirectory = userDirectory;
        this.queue = queue;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessRequestChangedByUser event) {
        AccessRequest request = event.request();
        switch (request.state()) {
            case OPEN ->
                notifyAdministrators(
                        NoticeKind.REQUEST_PENDING,
                        NoticeObject.ofUser(request.user(), request.userName()),
                        request.id().toString());
            case APPROVED -> notifyRequester(request, NoticeKind.REQUEST_APPROVED);
            case REFUSED -> notifyRequester(request, NoticeKind.REQUEST_DECLINED);
            case WITHDRAWN, LAPSED, EXPIRED -> {}
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RegistrationReceived event) {
        notifyAdministrators(
                NoticeKind.ACCOUNT_PENDING,
                NoticeObject.ofUser(event.user(), event.name()),
                event.user().toString());
    }

    /** Notifies the users whose requests expired within the last day, once for each request. Runs periodically. */
    void notifyOfExpiredRequests() {
        accessRequestService
                .listExpiredWithin(EXPIRY_PERIOD)
                .forEach(request -> notifyRequester(request, NoticeKind.REQUEST_EXPIRED));
    }

    /** Notifies each administrator, and each group whose active members are all administrators. */
    private void notifyAdministrators(NoticeKind kind, NoticeObject item, String eventId) {
        NoticeContent content = NoticeContent.of(kind, List.of(item));
        queue.addGroupEvent(new WebhookEvent(
                kind,
                eventId,
                members -> Optional.of(content).filter(_ -> members.stream().allMatch(User::isAdministrator))));
        queue.add(() -> userDirectory.all().stream()
                .filter(User::isAdministrator)
                .map(administrator -> new NewNotice(administrator.id(), content))
                .toList());
    }

    /**
     * Notifies the requester, and each group of the requester whose other active members are all administrators. Only
     * the requester and administrators see an access request.
     */
    private void notifyRequester(AccessRequest request, NoticeKind kind) {
        NoticeContent content = content(request, kind);
        Predicate<User> isRequester = member -> member.id().equals(request.user());
        queue.addGroupEvent(new WebhookEvent(
                kind,
                request.id().toString(),
                members -> Optional.of(content)
                        .filter(_ -> members.stream().anyMatch(isRequester)
                                && members.stream().allMatch(isRequester.or(User::isAdministrator)))));
        queue.add(() ->
                List.of(new NewNotice(request.user(), content, request.id().toString())));
    }

    private static NoticeContent content(AccessRequest request, NoticeKind kind) {
        AccessRequest.@Nullable RequestDecision decision = request.decision();
        return new NoticeContent(
                kind,
                1,
                null,
                decision == null ? null : decision.decidedBy().value(),
                null,
                decision == null ? null : decision.until(),
                items(request));
    }

    /** Returns the requested servers, or the project of a request for a whole project. */
    private static List<NoticeObject> items(AccessRequest request) {
        AccessRequestTarget target = request.requested().target();
        if (target == null) {
            return List.of();
        }
        return target.isWholeProject()
                ? List.of(
                        NoticeObject.ofProject(target.cloud(), target.project().value(), request.project()))
                : request.names().entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .map(server -> item(request, target, server))
                        .toList();
    }

    private static NoticeObject item(AccessRequest request, AccessRequestTarget target, ServerId server) {
        return NoticeObject.of(target.key(server), request.displayName(server));
    }
}
