package org.stackdeck.requests;

import java.time.Clock;
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
import org.stackdeck.access.Access;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Grants;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.requests.AccessRequest.State;

/** Access requests in memory. Checks whether the caller is an administrator; names are set by the test. */
public class FakeRequests implements AccessRequests {

    private final Map<RequestId, AccessRequest> requests = new ConcurrentHashMap<>();
    private final Directory directory;
    private final Clock clock;
    private final BiFunction<Caller, Target, Optional<TargetNames>> sight;

    private @Nullable Grants grants;

    private FakeRequests(Directory directory, Clock clock, BiFunction<Caller, Target, Optional<TargetNames>> sight) {
        this.directory = directory;
        this.clock = clock;
        this.sight = sight;
    }

    /** All targets are visible, and the name of a server is its id. */
    public static FakeRequests ofAnything(Directory directory, Clock clock) {
        return new FakeRequests(
                directory,
                clock,
                (_, target) -> Optional.of(new TargetNames(
                        target.project().value(),
                        target.servers().stream().collect(Collectors.toMap(id -> id, id -> id.value())))));
    }

    /** With the real visibility check. */
    public static FakeRequests of(Directory directory, Clock clock, Inventory inventory, Access access, Grants grants) {
        TargetSight real = new TargetSight(inventory, access);
        FakeRequests fake = new FakeRequests(directory, clock, (caller, target) -> {
            try {
                return Optional.of(real.named(access.subject(caller.userId()), target));
            } catch (UnknownTargetException e) {
                return Optional.empty();
            }
        });
        fake.grants = grants;
        return fake;
    }

    public void forget() {
        requests.clear();
    }

    /** Finds a request of any user. */
    public AccessRequest find(RequestId id) {
        return Optional.ofNullable(requests.get(id)).orElseThrow(UnknownRequestException::new);
    }

    /** Closes a request without a decision. */
    public void end(RequestId id, State state) {
        put(with(find(id), state, null));
    }

    @Override
    public AccessRequest ask(Caller caller, Wish wish) {
        Target target = wish.target();
        TargetNames names = target == null
                ? TargetNames.NONE
                : sight.apply(caller, target).orElseThrow(UnknownTargetException::new);
        List<AccessRequest> open =
                own(caller).stream().filter(AccessRequest::open).toList();
        Optional<AccessRequest> same =
                open.stream().filter(other -> other.wish().sameAs(wish)).findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        if (open.size() >= MOST_OPEN) {
            throw new TooManyRequestsException(TooManyRequestsException.Limit.OPEN);
        }
        AccessRequest asked = new AccessRequest(
                new RequestId(UUID.randomUUID()),
                caller.userId(),
                caller.userName(),
                wish,
                names.project(),
                names.servers(),
                clock.instant(),
                State.OPEN,
                null,
                false);
        return put(asked);
    }

    @Override
    public AccessRequest withdraw(Caller caller, RequestId id) {
        AccessRequest request = open(id);
        if (!request.by().equals(caller.userId())) {
            throw new UnknownRequestException();
        }
        return put(with(request, State.WITHDRAWN, null));
    }

    @Override
    public List<AccessRequest> own(Caller caller) {
        return newest(requests.values().stream().filter(request -> request.by().equals(caller.userId())));
    }

    @Override
    public void seen(Caller caller) {
        own(caller).stream().filter(request -> request.answer() != null).forEach(request -> put(looked(request)));
    }

    @Override
    public List<AccessRequest> open(Caller caller) {
        directory.requireAdministrator(caller);
        return newest(requests.values().stream().filter(AccessRequest::open)).reversed();
    }

    @Override
    public List<AccessRequest> closed(Caller caller) {
        directory.requireAdministrator(caller);
        return newest(requests.values().stream().filter(request -> !request.open()));
    }

    @Override
    public Counts counts(Caller caller) {
        boolean reviewer =
                directory.find(caller.userId()).filter(User::administrator).isPresent();
        return new Counts(
                reviewer
                        ? (int) requests.values().stream()
                                .filter(AccessRequest::open)
                                .count()
                        : 0,
                (int) own(caller).stream()
                        .filter(request -> request.answer() != null && !request.seen())
                        .count());
    }

    @Override
    public AccessRequest approve(Caller caller, RequestId id) {
        directory.requireAdministrator(caller);
        return approve(
                caller, id, List.of(open(id).asAsked(clock.instant()).orElseThrow(IndefiniteRequestException::new)));
    }

    @Override
    public AccessRequest approve(Caller caller, RequestId id, List<Terms> terms) {
        directory.requireAdministrator(caller);
        AccessRequest request = open(id);
        Grants real = grants;
        List<Grant> given = real == null
                ? List.of()
                : terms.stream()
                        .map(each -> real.give(caller, Grantee.of(request.by()), each))
                        .toList();
        return put(with(
                request,
                State.APPROVED,
                answer(
                        caller.userName(),
                        null,
                        given,
                        terms.stream()
                                .flatMap(each -> each.end().stream())
                                .findFirst()
                                .orElse(null))));
    }

    @Override
    public AccessRequest refuse(Caller caller, RequestId id, String reason) {
        directory.requireAdministrator(caller);
        return put(with(open(id), State.REFUSED, answer(caller.userName(), reason, List.of(), null)));
    }

    @Override
    public Changes changes(long after) {
        return new Changes(
                requests.size(),
                requests.values().stream().map(AccessRequest::by).collect(Collectors.toSet()));
    }

    private AccessRequest.Answer answer(
            UserName by, @Nullable String reason, List<Grant> given, @Nullable Instant until) {
        return new AccessRequest.Answer(
                by, clock.instant(), reason, given.stream().map(Grant::id).toList(), until);
    }

    private AccessRequest open(RequestId id) {
        AccessRequest request = find(id);
        if (!request.open()) {
            throw new RequestClosedException(request);
        }
        return request;
    }

    private AccessRequest put(AccessRequest request) {
        requests.put(request.id(), request);
        return request;
    }

    private static List<AccessRequest> newest(Stream<AccessRequest> some) {
        return some.sorted(Comparator.comparing(AccessRequest::askedAt).reversed())
                .toList();
    }

    private static AccessRequest with(AccessRequest request, State state, AccessRequest.@Nullable Answer answer) {
        return copy(request, state, answer, false);
    }

    private static AccessRequest looked(AccessRequest request) {
        return copy(request, request.state(), request.answer(), true);
    }

    private static AccessRequest copy(
            AccessRequest request, State state, AccessRequest.@Nullable Answer answer, boolean seen) {
        return new AccessRequest(
                request.id(),
                request.by(),
                request.byName(),
                request.wish(),
                request.project(),
                request.names(),
                request.askedAt(),
                state,
                answer,
                seen);
    }
}
