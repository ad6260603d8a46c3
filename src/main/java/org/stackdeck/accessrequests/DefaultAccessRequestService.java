package org.stackdeck.accessrequests;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Subject;
import org.stackdeck.accessrequests.TooManyAccessRequestsException.Limit;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** Manages access requests in the database. Decisions are delegated to {@link AccessRequestDecisionService}. */
@Service
class DefaultAccessRequestService implements AccessRequestService {

    private static final Duration DAY = Duration.ofHours(24);

    private static final String REQUEST_ACTION = "request.ask";
    private static final String CANCEL_ACTION = "request.withdraw";

    private final AccessRequestRepository requests;
    private final AccessRequestQueries queries;
    private final AccessRequestTargetNameResolver resolver;
    private final AccessRequestAuditRecorder recorder;
    private final AccessDecisionService accessDecisionService;
    private final UserDirectory userDirectory;
    private final AccessRequestDecisionService accessRequestDecisionService;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DefaultAccessRequestService(
            AccessRequestRepository requests,
            AccessRequestQueries queries,
            AccessRequestTargetNameResolver resolver,
            AccessRequestAuditRecorder recorder,
            AccessDecisionService accessDecisionService,
            UserDirectory userDirectory,
            AccessRequestDecisionService accessRequestDecisionService,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.queries = queries;
        this.resolver = resolver;
        this.recorder = recorder;
        this.accessDecisionService = accessDecisionService;
        this.userDirectory = userDirectory;
        this.accessRequestDecisionService = accessRequestDecisionService;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public AccessRequest create(Caller caller, RequestedAccess requestedAccess) {
        return recorder.executeAudited(caller, REQUEST_ACTION, null, () -> {
            // Load before the lock is acquired, so that other transactions do not wait for these queries.
            Subject subject = accessDecisionService.loadSubject(caller.userId());
            AccessRequestTargetNames names = resolver.resolve(subject, requestedAccess.target());
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
        if (open.size() >= MAX_OPEN) {
            throw new TooManyAccessRequestsException(Limit.OPEN);
        }
        if (requests.countSince(caller.userId().value(), clock.instant().minus(DAY)) >= MAX_PER_DAY) {
            throw new TooManyAccessRequestsException(Limit.DAY);
        }
        AccessRequest accessRequest = queries.toRequest(requests.save(new AccessRequestEntity(
                caller.userId(), requestedAccess, names, clock.instant(), queries.nextChangeNumber())));
        recorder.recordSuccess(caller, REQUEST_ACTION, accessRequest);
        publishChange(accessRequest);
        return accessRequest;
    }

    @Override
    public AccessRequest cancel(Caller caller, AccessRequestId id) {
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

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> listOwn(Caller caller) {
        return Stream.concat(
                        queries.findOpenByUser(caller.userId()).stream(),
                        queries.findClosedByUser(caller.userId()).stream())
                .sorted(Comparator.comparing(AccessRequest::requestedAt).reversed())
                .toList();
    }

    @Override
    @Transactional
    public void markSeen(Caller caller) {
        if (requests.see(caller.userId().value()) > 0) {
            events.publishEvent(new AccessRequestsChanged(caller.userId()));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> listOpen(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return queries.findOpen();
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> listClosed(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return queries.findClosed();
    }

    @Override
    @Transactional(readOnly = true)
    public RequestCounts counts(Caller caller) {
        boolean reviewer = userDirectory
                .find(caller.userId())
                .filter(User::isAdministrator)
                .isPresent();
        return new RequestCounts(
                reviewer ? queries.findOpen().size() : 0,
                requests.countAnswers(caller.userId().value()));
    }

    @Override
    public AccessRequest approve(Caller caller, AccessRequestId id) {
        return accessRequestDecisionService.approve(caller, id);
    }

    @Override
    public AccessRequest approve(Caller caller, AccessRequestId id, List<GrantTerms> grantTerms) {
        return accessRequestDecisionService.approve(caller, id, grantTerms);
    }

    @Override
    public AccessRequest decline(Caller caller, AccessRequestId id, String reason) {
        return accessRequestDecisionService.decline(caller, id, reason);
    }

    @Override
    @Transactional(readOnly = true)
    public RequestChanges changesSince(long after) {
        long newest = requests.newestChange();
        return new RequestChanges(
                newest,
                newest <= after
                        ? Set.of()
                        : requests.changedSince(after).stream().map(UserId::new).collect(Collectors.toSet()));
    }

    private AccessRequest inTransaction(Supplier<AccessRequest> action) {
        return Objects.requireNonNull(transaction.execute(_ -> action.get()));
    }

    private void publishChange(AccessRequest request) {
        events.publishEvent(new AccessRequestsChanged(request.user()));
    }
}
