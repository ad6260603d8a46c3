package org.stackdeck.accessrequests;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.accessrequests.AccessRequest.State;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.ResourceInventory;

/** Keeps access requests in memory. Decisions and lists of all requests require an administrator. */
public class FakeAccessRequestService implements AccessRequestService {

    private final Map<AccessRequestId, AccessRequest> requests = new ConcurrentHashMap<>();
    private final UserDirectory userDirectory;
    private final Clock clock;
    private final BiFunction<Caller, AccessRequestTarget, Optional<AccessRequestTargetNames>> sight;

    private volatile Runnable duringLoad = () -> {};
    private @Nullable GrantService grantService;

    private FakeAccessRequestService(
            UserDirectory userDirectory,
            Clock clock,
            BiFunction<Caller, AccessRequestTarget, Optional<AccessRequestTargetNames>> sight) {
        this.userDirectory = userDirectory;
        this.clock = clock;
        this.sight = sight;
    }

    /** Creates a service for which all targets are visible and the name of a server is its ID. */
    public static FakeAccessRequestService ofAnything(UserDirectory userDirectory, Clock clock) {
        return new FakeAccessRequestService(
                userDirectory,
                clock,
                (_, accessRequestTarget) -> Optional.of(new AccessRequestTargetNames(
                        accessRequestTarget.project().value(),
                        accessRequestTarget.servers().stream().collect(Collectors.toMap(id -> id, id -> id.value())))));
    }

    /** Creates a service with the real visibility check. Its approvals create grants. */
    public static FakeAccessRequestService of(
            UserDirectory userDirectory,
            Clock clock,
            Inventory inventory,
            ResourceInventory resourceInventory,
            AccessDecisionService accessDecisionService,
            GrantService grantService) {
        AccessRequestNameResolver real =
                new AccessRequestNameResolver(inventory, resourceInventory, accessDecisionService);
        FakeAccessRequestService fake =
                new FakeAccessRequestService(userDirectory, clock, (caller, accessRequestTarget) -> {
                    try {
                        return Optional.of(real.resolve(caller.userId(), accessRequestTarget));
                    } catch (UnknownAccessRequestTargetException e) {
                        return Optional.empty();
                    }
                });
        fake.grantService = grantService;
        return fake;
    }

    public void clear() {
        requests.clear();
        duringLoad = () -> {};
    }

    /** Returns the request of any user. */
    public AccessRequest find(AccessRequestId id) {
        return Optional.ofNullable(requests.get(id)).orElseThrow(UnknownAccessRequestException::new);
    }

    /** Sets the state of a request without a decision. */
    public void close(AccessRequestId id, State state) {
        put(with(find(id), state, null));
    }

    @Override
    public AccessRequest create(Caller caller, RequestedAccess requestedAccess) {
        AccessRequestTarget accessRequestTarget = requestedAccess.target();
        AccessRequestTargetNames names = accessRequestTarget == null
                ? AccessRequestTargetNames.NONE
                : sight.apply(caller, accessRequestTarget).orElseThrow(UnknownAccessRequestTargetException::new);
        List<AccessRequest> open =
                listOwn(caller).stream().filter(AccessRequest::isOpen).toList();
        Optional<AccessRequest> same = open.stream()
                .filter(other -> other.requested().isSameAs(requestedAccess))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        if (open.size() >= MAX_OPEN) {
            throw new TooManyAccessRequestsException(TooManyAccessRequestsException.Limit.OPEN);
        }
        AccessRequest accessRequest = new AccessRequest(
                new AccessRequestId(UUID.randomUUID()),
                caller.userId(),
                caller.userName(),
                requestedAccess,
                names.project(),
                names.servers(),
                null,
                clock.instant(),
                State.OPEN,
                null,
                false);
        return put(accessRequest);
    }

    @Override
    public AccessRequest cancel(Caller caller, AccessRequestId id) {
        AccessRequest request = open(id);
        if (!request.user().equals(caller.userId())) {
            throw new UnknownAccessRequestException();
        }
        return put(with(request, State.WITHDRAWN, null));
    }

    @Override
    public List<AccessRequest> listOwn(Caller caller) {
        return newest(
                requests.values().stream().filter(request -> request.user().equals(caller.userId())));
    }

    @Override
    public void markSeen(Caller caller) {
        listOwn(caller).stream()
                .filter(request -> request.decision() != null)
                .forEach(request -> put(withSeen(request)));
    }

    /** Sets the current names of the servers of an open request. */
    public void setCurrentNames(AccessRequestId id, Map<ServerId, String> names) {
        put(open(id).withCurrentNames(names));
    }

    @Override
    public List<AccessRequest> listOpen(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return newest(requests.values().stream().filter(AccessRequest::isOpen)).reversed();
    }

    @Override
    public List<AccessRequest> listExpiredWithin(Duration time) {
        return requests.values().stream()
                .filter(request -> request.state() == AccessRequest.State.EXPIRED)
                .toList();
    }

    @Override
    public void loadCurrentNames(Caller caller) {
        userDirectory.requireAdministrator(caller);
        duringLoad.run();
    }

    /** Sets a task that runs while current names are loaded. */
    public void duringLoadOfNames(Runnable task) {
        duringLoad = task;
    }

    @Override
    public List<AccessRequest> listClosed(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return newest(requests.values().stream()
                        .filter(request -> !request.isOpen() && request.state() != State.WITHDRAWN))
                .stream()
                .limit(MAX_CLOSED_LISTED)
                .toList();
    }

    @Override
    public Optional<AccessRequest> find(Caller caller, AccessRequestId id) {
        userDirectory.requireAdministrator(caller);
        return Optional.ofNullable(requests.get(id));
    }

    @Override
    public RequestCounts counts(Caller caller) {
        boolean reviewer = userDirectory
                .find(caller.userId())
                .filter(User::isAdministrator)
                .isPresent();
        return new RequestCounts(
                reviewer
                        ? (int) requests.values().stream()
                                .filter(AccessRequest::isOpen)
                                .count()
                        : 0,
                (int) listOwn(caller).stream()
                        .filter(request -> request.decision() != null && !request.seen())
                        .count());
    }

    @Override
    public AccessRequest approve(Caller caller, AccessRequestId id) {
        userDirectory.requireAdministrator(caller);
        return approveRequestedServers(
                caller, id, open(id).requestedTerms(clock.instant()).orElseThrow(MissingGrantTermsException::new));
    }

    /** Checks the names only if the test has set current names. */
    @Override
    public AccessRequest approveRequestedServers(Caller caller, AccessRequestId id, GrantTerms grantTerms) {
        userDirectory.requireAdministrator(caller);
        AccessRequest request = open(id);
        if (request.currentNames() != null) {
            request.requireUnchangedNames();
        }
        return approve(caller, id, List.of(grantTerms));
    }

    @Override
    public AccessRequest approve(Caller caller, AccessRequestId id, List<GrantTerms> grantTerms) {
        userDirectory.requireAdministrator(caller);
        AccessRequest request = open(id);
        GrantService real = grantService;
        List<Grant> grants = real == null
                ? List.of()
                : grantTerms.stream()
                        .map(each -> real.create(caller, Grantee.of(request.user()), each)
                                .grant())
                        .toList();
        return put(with(
                request,
                State.APPROVED,
                answer(
                        caller.userName(),
                        null,
                        grants,
                        grantTerms.stream()
                                .flatMap(each -> each.end().stream())
                                .findFirst()
                                .orElse(null))));
    }

    /** Checks the names only if the test has set current names. */
    @Override
    public AccessRequest approve(Caller caller, AccessRequest shown, List<GrantTerms> grantTerms) {
        userDirectory.requireAdministrator(caller);
        open(shown.id()).requireNamesShownIn(shown);
        return approve(caller, shown.id(), grantTerms);
    }

    @Override
    public AccessRequest decline(Caller caller, AccessRequestId id, String reason) {
        userDirectory.requireAdministrator(caller);
        return put(with(open(id), State.REFUSED, answer(caller.userName(), reason, List.of(), null)));
    }

    @Override
    public RequestChanges changesSince(long after) {
        return new RequestChanges(
                requests.size(),
                requests.values().stream().map(AccessRequest::user).collect(Collectors.toSet()));
    }

    private AccessRequest.RequestDecision answer(
            UserName by, @Nullable String reason, List<Grant> grants, @Nullable Instant until) {
        return new AccessRequest.RequestDecision(
                by, clock.instant(), reason, grants.stream().map(Grant::id).toList(), until);
    }

    private AccessRequest open(AccessRequestId id) {
        AccessRequest request = find(id);
        if (!request.isOpen()) {
            throw new AccessRequestClosedException(request);
        }
        return request;
    }

    private AccessRequest put(AccessRequest request) {
        requests.put(request.id(), request);
        return request;
    }

    private static List<AccessRequest> newest(Stream<AccessRequest> some) {
        return some.sorted(Comparator.comparing(AccessRequest::requestedAt).reversed())
                .toList();
    }

    private static AccessRequest with(
            AccessRequest request, State state, AccessRequest.@Nullable RequestDecision requestDecision) {
        return copy(request, state, requestDecision, false);
    }

    private static AccessRequest withSeen(AccessRequest request) {
        return copy(request, request.state(), request.decision(), true);
    }

    private static AccessRequest copy(
            AccessRequest request, State state, AccessRequest.@Nullable RequestDecision requestDecision, boolean seen) {
        return new AccessRequest(
                request.id(),
                request.user(),
                request.userName(),
                request.requested(),
                request.project(),
                request.names(),
                null,
                request.requestedAt(),
                state,
                requestDecision,
                seen);
    }
}
