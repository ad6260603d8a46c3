package org.stackdeck.accessrequests;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/**
 * Lists access requests, marks decisions as seen, and delegates all other changes to {@link OwnAccessRequestService}
 * and {@link AccessRequestDecisionService}.
 */
@Service
class DefaultAccessRequestService implements AccessRequestService {

    private final AccessRequestRepository requests;
    private final AccessRequestQueries queries;
    private final OwnAccessRequestService ownRequests;
    private final AccessRequestTargetNameResolver nameResolver;
    private final UserDirectory userDirectory;
    private final AccessRequestDecisionService accessRequestDecisionService;
    private final ApplicationEventPublisher events;

    DefaultAccessRequestService(
            AccessRequestRepository requests,
            AccessRequestQueries queries,
            OwnAccessRequestService ownRequests,
            AccessRequestTargetNameResolver nameResolver,
            UserDirectory userDirectory,
            AccessRequestDecisionService accessRequestDecisionService,
            ApplicationEventPublisher events) {
        this.requests = requests;
        this.queries = queries;
        this.ownRequests = ownRequests;
        this.nameResolver = nameResolver;
        this.userDirectory = userDirectory;
        this.accessRequestDecisionService = accessRequestDecisionService;
        this.events = events;
    }

    @Override
    public AccessRequest create(Caller caller, RequestedAccess requestedAccess) {
        return ownRequests.create(caller, requestedAccess);
    }

    @Override
    public AccessRequest cancel(Caller caller, AccessRequestId id) {
        return ownRequests.cancel(caller, id);
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
        if (requests.markSeen(caller.userId().value()) > 0) {
            events.publishEvent(new AccessRequestsChanged(caller.userId()));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> listOpen(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return queries.findOpen().stream().map(nameResolver::withCurrentNames).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> listClosed(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return queries.findClosed();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<AccessRequest> find(Caller caller, AccessRequestId id) {
        userDirectory.requireAdministrator(caller);
        return queries.find(id);
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
                requests.countUnseenDecisions(caller.userId().value()));
    }

    @Override
    public AccessRequest approve(Caller caller, AccessRequestId id) {
        return accessRequestDecisionService.approve(caller, id);
    }

    @Override
    public AccessRequest approveRequestedServers(Caller caller, AccessRequestId id, GrantTerms grantTerms) {
        return accessRequestDecisionService.approveRequestedServers(caller, id, grantTerms);
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
