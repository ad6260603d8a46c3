package org.stackdeck.requests;

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
import org.stackdeck.access.Access;
import org.stackdeck.access.Subject;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.requests.TooManyRequestsException.Limit;

/** Manages access requests in the database for their users; decisions are made by {@link RequestDecisions}. */
@Service
class StoredRequests implements AccessRequests {

    private static final Duration DAY = Duration.ofHours(24);

    private static final String ASK = "request.ask";
    private static final String WITHDRAW = "request.withdraw";

    private final RequestRepository requests;
    private final RequestBook book;
    private final TargetSight sight;
    private final RequestTrail trail;
    private final Access access;
    private final Directory directory;
    private final RequestDecisions decisions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StoredRequests(
            RequestRepository requests,
            RequestBook book,
            TargetSight sight,
            RequestTrail trail,
            Access access,
            Directory directory,
            RequestDecisions decisions,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.book = book;
        this.sight = sight;
        this.trail = trail;
        this.access = access;
        this.directory = directory;
        this.decisions = decisions;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public AccessRequest ask(Caller caller, Wish wish) {
        return trail.recorded(caller, ASK, null, () -> {
            // Loaded before the lock is acquired, so that other transactions do not wait for it.
            Subject subject = access.fresh(caller.userId());
            TargetNames names = sight.named(subject, wish.target());
            return inTransaction(() -> askNamed(caller, wish, names));
        });
    }

    private AccessRequest askNamed(Caller caller, Wish wish, TargetNames names) {
        requests.lock();
        if (directory.find(caller.userId()).filter(User::active).isEmpty()) {
            throw new UnknownUserException();
        }
        List<AccessRequest> open = book.openOf(caller.userId());
        Optional<AccessRequest> same =
                open.stream().filter(other -> other.wish().sameAs(wish)).findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        if (open.size() >= MOST_OPEN) {
            throw new TooManyRequestsException(Limit.OPEN);
        }
        if (requests.countSince(caller.userId().value(), clock.instant().minus(DAY)) >= MOST_A_DAY) {
            throw new TooManyRequestsException(Limit.DAY);
        }
        AccessRequest asked = book.read(
                requests.save(new StoredRequest(caller.userId(), wish, names, clock.instant(), book.nextChange())));
        trail.done(caller, ASK, asked);
        tell(asked);
        return asked;
    }

    @Override
    public AccessRequest withdraw(Caller caller, RequestId id) {
        return trail.recorded(
                caller,
                WITHDRAW,
                id,
                () -> inTransaction(() -> {
                    StoredRequest stored = book.take(id);
                    if (!stored.by().equals(caller.userId())) {
                        throw new UnknownRequestException();
                    }
                    book.requireOpen(stored);
                    stored.become(AccessRequest.State.WITHDRAWN, clock.instant(), book.nextChange());
                    AccessRequest withdrawn = book.read(stored);
                    trail.done(caller, WITHDRAW, withdrawn);
                    tell(withdrawn);
                    return withdrawn;
                }));
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> own(Caller caller) {
        return Stream.concat(book.openOf(caller.userId()).stream(), book.closedOf(caller.userId()).stream())
                .sorted(Comparator.comparing(AccessRequest::askedAt).reversed())
                .toList();
    }

    @Override
    @Transactional
    public void seen(Caller caller) {
        if (requests.see(caller.userId().value()) > 0) {
            events.publishEvent(new RequestsChanged(caller.userId()));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> open(Caller caller) {
        directory.requireAdministrator(caller);
        return book.open();
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessRequest> closed(Caller caller) {
        directory.requireAdministrator(caller);
        return book.closed();
    }

    @Override
    @Transactional(readOnly = true)
    public Counts counts(Caller caller) {
        boolean reviewer =
                directory.find(caller.userId()).filter(User::administrator).isPresent();
        return new Counts(
                reviewer ? book.open().size() : 0,
                requests.countAnswers(caller.userId().value()));
    }

    @Override
    public AccessRequest approve(Caller caller, RequestId id) {
        return decisions.approve(caller, id);
    }

    @Override
    public AccessRequest approve(Caller caller, RequestId id, List<Terms> terms) {
        return decisions.approve(caller, id, terms);
    }

    @Override
    public AccessRequest refuse(Caller caller, RequestId id, String reason) {
        return decisions.refuse(caller, id, reason);
    }

    @Override
    @Transactional(readOnly = true)
    public Changes changes(long after) {
        long newest = requests.newestChange();
        return new Changes(
                newest,
                newest <= after
                        ? Set.of()
                        : requests.changedSince(after).stream().map(UserId::new).collect(Collectors.toSet()));
    }

    private AccessRequest inTransaction(Supplier<AccessRequest> deed) {
        return Objects.requireNonNull(transaction.execute(_ -> deed.get()));
    }

    private void tell(AccessRequest request) {
        events.publishEvent(new RequestsChanged(request.by()));
    }
}
