package org.stackdeck.requests;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Reads access requests with their current state from the database. Must be used within a transaction. */
@Component
class RequestBook {

    private final RequestRepository requests;
    private final Directory directory;
    private final Clock clock;

    RequestBook(RequestRepository requests, Directory directory, Clock clock) {
        this.requests = requests;
        this.directory = directory;
        this.clock = clock;
    }

    /** Open requests of users who can still receive grants. */
    List<AccessRequest> open() {
        return read(requests.open(since()).stream()).filter(AccessRequest::open).toList();
    }

    List<AccessRequest> closed() {
        return read(requests.closed(since(), Limit.of(AccessRequests.LISTED)).stream())
                .toList();
    }

    List<AccessRequest> openOf(UserId user) {
        return requests.open(user.value(), since()).stream().map(this::read).toList();
    }

    List<AccessRequest> closedOf(UserId user) {
        return requests.closed(user.value(), since(), Limit.of(AccessRequests.LISTED)).stream()
                .map(this::read)
                .toList();
    }

    List<StoredRequest> waitingOf(UserId user) {
        return requests.open(user.value(), since());
    }

    /** Locks all requests until the transaction ends. */
    StoredRequest take(RequestId id) {
        requests.lock();
        return requests.findById(id.value()).orElseThrow(UnknownRequestException::new);
    }

    /** @throws RequestClosedException if it is no longer open */
    AccessRequest requireOpen(StoredRequest stored) {
        AccessRequest request = read(stored);
        if (!request.open()) {
            throw new RequestClosedException(request);
        }
        return request;
    }

    /**
     * Next change number. Requires the lock of requests, so that changes become visible in the order of their numbers.
     */
    long nextChange() {
        requests.countChange();
        return requests.countedChanges();
    }

    AccessRequest read(StoredRequest stored) {
        return read(stored, directory::find);
    }

    private Stream<AccessRequest> read(Stream<StoredRequest> stored) {
        Map<UserId, User> users = directory.all().stream().collect(Collectors.toMap(User::id, Function.identity()));
        return stored.map(each -> read(each, id -> Optional.ofNullable(users.get(id))));
    }

    /** Requests of users who were disabled or became administrators count as closed, even if this is not stored yet. */
    private AccessRequest read(StoredRequest stored, Function<UserId, Optional<User>> users) {
        Optional<User> by = users.apply(stored.by());
        boolean waiting =
                by.filter(user -> user.active() && !user.administrator()).isPresent();
        return stored.toRequest(
                by.map(User::name).orElseGet(() -> nameless(stored.by().value())), waiting, clock.instant());
    }

    private static UserName nameless(UUID id) {
        return new UserName("u-" + id.toString().substring(0, 8));
    }

    private Instant since() {
        return clock.instant().minus(AccessRequest.OPEN_FOR);
    }
}
