package org.stackdeck.accessrequests;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Reads and changes access requests in the database. Must be used in a transaction. */
@Component
class AccessRequestStore {

    private static final Duration DAY = Duration.ofHours(24);

    private final AccessRequestRepository requests;
    private final UserDirectory userDirectory;
    private final Clock clock;

    AccessRequestStore(AccessRequestRepository requests, UserDirectory userDirectory, Clock clock) {
        this.requests = requests;
        this.userDirectory = userDirectory;
        this.clock = clock;
    }

    /** Returns the open requests of users who can still receive grants. */
    List<AccessRequest> findOpen() {
        return toRequest(requests.findOpen(openSince()).stream())
                .filter(AccessRequest::isOpen)
                .toList();
    }

    /** Returns the requests that expired within this time before now. */
    List<AccessRequest> findExpiredWithin(Duration time) {
        return toRequest(requests.findOpenBetween(openSince().minus(time), openSince()).stream())
                .filter(request -> request.state() == AccessRequest.State.EXPIRED)
                .toList();
    }

    /** Returns the closed requests, including expired requests that are still stored as open. */
    List<AccessRequest> findClosed() {
        Instant since = openSince();
        Limit limit = Limit.of(AccessRequestService.MAX_CLOSED_LISTED);
        return toRequest(Stream.concat(requests.findClosed(since, limit).stream(), requests.findOpen(since).stream())
                        .sorted(Comparator.comparing(AccessRequestEntity::changedAt)
                                .reversed()))
                .filter(request -> !request.isOpen())
                .limit(limit.max())
                .toList();
    }

    Optional<AccessRequest> find(AccessRequestId id) {
        return requests.findById(id.value()).map(this::toRequest);
    }

    List<AccessRequest> findOpenByUser(UserId user) {
        return requests.findOpen(user.value(), openSince()).stream()
                .map(this::toRequest)
                .toList();
    }

    List<AccessRequest> findClosedByUser(UserId user) {
        return requests.findClosed(user.value(), openSince(), Limit.of(AccessRequestService.MAX_CLOSED_LISTED)).stream()
                .map(this::toRequest)
                .toList();
    }

    /** Returns whether {@link #findStoredOpenByUser} finds requests, without loading them. */
    boolean hasStoredOpen(UserId user) {
        return requests.countOpen(user.value(), openSince()) > 0;
    }

    List<AccessRequestEntity> findStoredOpenByUser(UserId user) {
        return requests.findOpen(user.value(), openSince());
    }

    /** Locks all requests until the transaction ends, and returns the request with this ID. */
    AccessRequestEntity lockAndFind(AccessRequestId id) {
        requests.lock();
        return requests.findById(id.value()).orElseThrow(UnknownAccessRequestException::new);
    }

    /** @throws AccessRequestClosedException if the request is no longer open */
    AccessRequest requireOpen(AccessRequestEntity stored) {
        AccessRequest request = toRequest(stored);
        if (!request.isOpen()) {
            throw new AccessRequestClosedException(request);
        }
        return request;
    }

    /** Stores a new request. Requires the lock on the requests. */
    AccessRequest create(UserId user, RequestedAccess requestedAccess, AccessRequestTargetNames names) {
        return toRequest(requests.save(
                new AccessRequestEntity(user, requestedAccess, names, clock.instant(), nextChangeNumber())));
    }

    /** Changes the state of a request. Requires the lock on the requests. */
    void change(AccessRequestEntity stored, AccessRequest.State state) {
        stored.changeTo(state, clock.instant(), nextChangeNumber());
    }

    /** Returns the number of requests that the user created in the last 24 hours. */
    int countOfLastDay(UserId user) {
        return requests.countSince(user.value(), clock.instant().minus(DAY));
    }

    /**
     * Returns the next change number. Requires the lock on the requests, so that changes become visible in the order of
     * their numbers.
     */
    private long nextChangeNumber() {
        requests.incrementChangeNumber();
        return requests.currentChangeNumber();
    }

    AccessRequest toRequest(AccessRequestEntity stored) {
        return toRequest(stored, userDirectory::find);
    }

    private Stream<AccessRequest> toRequest(Stream<AccessRequestEntity> stored) {
        Map<UserId, User> users = userDirectory.all().stream().collect(Collectors.toMap(User::id, Function.identity()));
        return stored.map(each -> toRequest(each, id -> Optional.ofNullable(users.get(id))));
    }

    /**
     * Converts a stored request. Requests of users who were disabled or became administrators count as closed, even if
     * this is not stored yet.
     */
    private AccessRequest toRequest(AccessRequestEntity stored, Function<UserId, Optional<User>> users) {
        Optional<User> by = users.apply(stored.user());
        boolean canReceiveGrants =
                by.filter(user -> user.isActive() && !user.isAdministrator()).isPresent();
        return stored.toRequest(
                by.map(User::name).orElseGet(() -> placeholderName(stored.user().value())),
                canReceiveGrants,
                clock.instant());
    }

    private static UserName placeholderName(UUID id) {
        return new UserName("u-" + id.toString().substring(0, 8));
    }

    private Instant openSince() {
        return clock.instant().minus(AccessRequest.OPEN_PERIOD);
    }
}
