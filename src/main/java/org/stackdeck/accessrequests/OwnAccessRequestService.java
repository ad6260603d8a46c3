package org.stackdeck.accessrequests;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.accessrequests.TooManyAccessRequestsException.Limit;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;

/** Creates and cancels the access requests of a user. */
@Component
class OwnAccessRequestService {

    private static final Duration DAY = Duration.ofHours(24);

    private static final String REQUEST_ACTION = "request.ask";
    private static final String CANCEL_ACTION = "request.withdraw";

    private final AccessRequestRepository requests;
    private final AccessRequestQueries queries;
    private final AccessRequestTargetNameResolver resolver;
    private final AccessRequestAuditRecorder recorder;
    private final UserDirectory userDirectory;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    OwnAccessRequestService(
            AccessRequestRepository requests,
            AccessRequestQueries queries,
            AccessRequestTargetNameResolver resolver,
            AccessRequestAuditRecorder recorder,
            UserDirectory userDirectory,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.queries = queries;
        this.resolver = resolver;
        this.recorder = recorder;
        this.userDirectory = userDirectory;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    AccessRequest create(Caller caller, RequestedAccess requestedAccess) {
        return recorder.executeAudited(caller, REQUEST_ACTION, null, () -> {
            // Load before the lock is acquired, so that other transactions do not wait for these queries.
            AccessRequestTargetNames names = resolver.resolve(caller.userId(), requestedAccess.target());
            return inTransaction(() -> createNamed(caller, requestedAccess, names));
        });
    }

    private AccessRequest createNamed(Caller caller, RequestedAccess requestedAccess, AccessRequestTargetNames names) {
        requests.lock();
        if (userDirectory.find(caller.userId()).filter(User::isActive).isEmpty()) {
            throw new UnknownUserException();
        }
        List<AccessRequest> open = queries.findOpenByUser(caller.userId());
        Optional<AccessRequest> same = open.stream()
                .filter(other -> other.requested().isSameAs(requestedAccess))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        if (open.size() >= AccessRequestService.MAX_OPEN) {
            throw new TooManyAccessRequestsException(Limit.OPEN);
        }
        if (requests.countSince(caller.userId().value(), clock.instant().minus(DAY))
                >= AccessRequestService.MAX_PER_DAY) {
            throw new TooManyAccessRequestsException(Limit.DAY);
        }
        AccessRequest accessRequest = queries.toRequest(requests.save(new AccessRequestEntity(
                caller.userId(), requestedAccess, names, clock.instant(), queries.nextChangeNumber())));
        recorder.recordSuccess(caller, REQUEST_ACTION, accessRequest);
        publishChange(accessRequest);
        return accessRequest;
    }

    AccessRequest cancel(Caller caller, AccessRequestId id) {
        return recorder.executeAudited(
                caller,
                CANCEL_ACTION,
                id,
                () -> inTransaction(() -> {
                    AccessRequestEntity stored = queries.lockAndFind(id);
                    if (!stored.user().equals(caller.userId())) {
                        throw new UnknownAccessRequestException();
                    }
                    queries.requireOpen(stored);
                    stored.changeTo(AccessRequest.State.WITHDRAWN, clock.instant(), queries.nextChangeNumber());
                    AccessRequest withdrawn = queries.toRequest(stored);
                    recorder.recordSuccess(caller, CANCEL_ACTION, withdrawn);
                    publishChange(withdrawn);
                    return withdrawn;
                }));
    }

    private AccessRequest inTransaction(Supplier<AccessRequest> action) {
        return Objects.requireNonNull(transaction.execute(_ -> action.get()));
    }

    private void publishChange(AccessRequest request) {
        events.publishEvent(new AccessRequestsChanged(request.user()));
        events.publishEvent(new AccessRequestStateChanged(request));
    }
}
