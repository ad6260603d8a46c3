package org.stackdeck.accessrequests;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.accessrequests.TooManyAccessRequestsException.Limit;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** Manages the access requests of users. Delegates decisions to {@link AccessRequestDecider}. */
@Service
class DefaultAccessRequestService implements AccessRequestService {

    private static final String REQUEST_ACTION = "request.ask";
    private static final String CANCEL_ACTION = "request.withdraw";

    private final AccessRequestRepository requests;
    private final AccessRequestStore store;
    private final AccessRequestNameResolver nameResolver;
    private final AccessRequestAuditRecorder recorder;
    private final UserDirectory userDirectory;
    private final AccessRequestDecider accessRequestDecider;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    DefaultAccessRequestService(
            AccessRequestRepository requests,
            AccessRequestStore store,
            AccessRequestNameResolver nameResolver,
            AccessRequestAuditRecorder recorder,
            UserDirectory userDirectory,
            AccessRequestDecider accessRequestDecider,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.store = store;
        this.nameResolver = nameResolver;
        this.recorder = recorder;
        this.userDirectory = userDirectory;
        this.accessRequestDecider = accessRequestDecider;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public AccessRequest create(Caller caller, RequestedAccess requestedAccess) {
        return recorder.executeAudited(caller, REQUEST_ACTION, null, () -> {
            // Load before the lock is acquired, so that other transactions do not wait for these queries.
            AccessRequestTargetNames names = nameResolver.resolve(caller.userId(), requestedAccess.target());
            return transaction.execute(_ -> create(caller, requestedAccess, names));
        });
    }

    private AccessRequest create(Caller caller, RequestedAccess requestedAccess, AccessRequestTargetNames names) {
        requests.lock();
        if (userDirectory.find(caller.userId()).filter(User::isActive).isEmpty()) {
            throw new UnknownUserException();
        }
        List<AccessRequest> open = store.findOpenByUser(caller.userId());
        Optional<AccessRequest> same = open.stream()
                .filter(other -> other.requested().isSameAs(requestedAccess))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        if (open.size() >= MAX_OPEN) {
            throw new TooManyAccessRequestsException(Limit.OPEN);
        }
        if (store.countOfLastDay(caller.userId()) >= MAX_PER_DAY) {
            throw new TooManyAccessRequestsException(Limit.DAY);
        }
        AccessRequest created = store.create(caller.userId(), requestedAccess, names);
        recordChange(caller, REQUEST_ACTION, created);
        return created;
    }

    @Override
    public AccessRequest cancel(Caller caller, AccessRequestId id) {
        return recorder.executeAudited(
                caller, CANCEL_ACTION, id, () -> transaction.execute(_ -> cancelLocked(caller, id)));
    }

    private AccessRequest cancelLocked(Caller caller, AccessRequestId id) {
        AccessRequestEntity stored = store.lockAndFind(id);
        if (!stored.user().equals(caller.userId())) {
            throw new UnknownAccessRequestException();
        }
        store.requireOpen(stored);
        store.change(stored, AccessRequest.State.WITHDRAWN);
        AccessRequest cancelled = store.toRequest(stored);
        recordChange(caller, CANCEL_ACTION, cancelled);
        return cancelled;
    }

    private void recordChange(Caller caller, String action, AccessRequest request) {
        recorder.recordSuccess(caller, action, request);
        events.publishEvent(new AccessRequestsChanged(request.user()));
        events.publishEvent(new AccessRequestChangedByUser(request));
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> listOwn(Caller caller) {
        return Stream.concat(
                        store.findOpenByUser(caller.userId()).stream(),
                        store.findClosedByUser(caller.userId()).stream())
                .sorted(Comparator.comparing(AccessRequest::requestedAt).reversed())
                .toList();
    }

    @Override
    @Transactional
    public void markSeen(Caller caller) {
        if (requests.markSeen(caller.userId().value()) > 0) {
            events.publishEvent(new AccessRequestsChanged(caller.userId()));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> listOpen(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return store.findOpen().stream().map(nameResolver::withCurrentNames).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> listExpiredWithin(Duration time) {
        return store.findExpiredWithin(time);
    }

    @Override
    public void loadCurrentNames(Caller caller) {
        userDirectory.requireAdministrator(caller);
        nameResolver.refresh(caller.userId(), store.findOpen());
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> listClosed(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return store.findClosed();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<AccessRequest> find(Caller caller, AccessRequestId id) {
        userDirectory.requireAdministrator(caller);
        return store.find(id);
    }

    @Override
    @Transactional(readOnly = true)
    public RequestCounts counts(Caller caller) {
        boolean reviewer = userDirectory
                .find(caller.userId())
                .filter(User::isAdministrator)
                .isPresent();
        return new RequestCounts(
                reviewer ? store.findOpen().size() : 0,
                requests.countUnseenDecisions(caller.userId().value()));
    }

    @Override
    public AccessRequest approve(Caller caller, AccessRequestId id) {
        return accessRequestDecider.approve(caller, id);
    }

    @Override
    public AccessRequest approveRequestedServers(Caller caller, AccessRequestId id, GrantTerms grantTerms) {
        return accessRequestDecider.approveRequestedServers(caller, id, grantTerms);
    }

    @Override
    public AccessRequest approve(Caller caller, AccessRequestId id, List<GrantTerms> grantTerms) {
        return accessRequestDecider.approve(caller, id, grantTerms);
    }

    @Override
    public AccessRequest approve(Caller caller, AccessRequest shown, List<GrantTerms> grantTerms) {
        return accessRequestDecider.approve(caller, shown, grantTerms);
    }

    @Override
    public AccessRequest decline(Caller caller, AccessRequestId id, String reason) {
        return accessRequestDecider.decline(caller, id, reason);
    }

    @Override
    @Transactional(readOnly = true)
    public RequestChanges changesSince(long after) {
        long newest = requests.findNewestChangeNumber();
        return new RequestChanges(
                newest,
                newest <= after
                        ? Set.of()
                        : requests.findUsersChangedSince(after).stream()
                                .map(UserId::new)
                                .collect(Collectors.toSet()));
    }
}
