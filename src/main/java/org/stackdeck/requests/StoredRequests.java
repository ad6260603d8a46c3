package org.stackdeck.requests;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.Access;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Grants;
import org.stackdeck.access.Subject;
import org.stackdeck.access.Terms;
import org.stackdeck.access.TooManyGrantsException;
import org.stackdeck.access.UnknownRoleException;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWork.Deed;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.requests.TooManyRequestsException.Limit;

/** The requests in the database. */
@Service
class StoredRequests implements AccessRequests {

    private static final Duration DAY = Duration.ofHours(24);

    private static final String ASK = "request.ask";
    private static final String WITHDRAW = "request.withdraw";
    private static final String APPROVE = "request.approve";
    private static final String REFUSE = "request.refuse";

    private final RequestRepository requests;
    private final RequestBook book;
    private final TargetSight sight;
    private final RequestTrail trail;
    private final Access access;
    private final Grants grants;
    private final Directory directory;
    private final AdministratorWork work;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StoredRequests(
            RequestRepository requests,
            RequestBook book,
            TargetSight sight,
            RequestTrail trail,
            Access access,
            Grants grants,
            Directory directory,
            AdministratorWork work,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.book = book;
        this.sight = sight;
        this.trail = trail;
        this.access = access;
        this.grants = grants;
        this.directory = directory;
        this.work = work;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public AccessRequest ask(Caller caller, Wish wish) {
        return recorded(caller, ASK, null, () -> {
            // Before the lock: it gives nothing, and others need not wait for it.
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
        return recorded(
                caller,
                WITHDRAW,
                id,
                () -> inTransaction(() -> {
                    StoredRequest stored = book.take(id);
                    if (!stored.by().equals(caller.userId())) {
                        throw new UnknownRequestException();
                    }
                    requireOpen(stored);
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
        return approve(
                caller,
                id,
                request -> List.of(request.asAsked(clock.instant()).orElseThrow(IndefiniteRequestException::new)));
    }

    @Override
    public AccessRequest approve(Caller caller, RequestId id, List<Terms> terms) {
        if (terms.isEmpty() || terms.size() > MOST_GRANTS) {
            throw new IllegalArgumentException("an approval makes 1 to " + MOST_GRANTS + " grants");
        }
        return approve(
                caller,
                id,
                _ -> terms.stream().map(each -> since(clock.instant(), each)).toList());
    }

    private AccessRequest approve(Caller caller, RequestId id, Function<AccessRequest, List<Terms>> terms) {
        return decided(caller, APPROVE, id, (deed, stored) -> {
            List<Terms> all = terms.apply(book.read(stored));
            List<Grant> given = all.stream()
                    .map(each -> grants.give(caller, Grantee.of(stored.by()), each))
                    .toList();
            stored.become(AccessRequest.State.APPROVED, clock.instant(), book.nextChange());
            stored.granted(given.stream().map(Grant::id).toList(), end(all));
            return "grants=" + given.stream().map(Grant::id).toList();
        });
    }

    @Override
    public AccessRequest refuse(Caller caller, RequestId id, String reason) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > Wish.LONGEST_REASON) {
            throw new IllegalArgumentException("a reason has 1 to " + Wish.LONGEST_REASON + " characters");
        }
        return decided(caller, REFUSE, id, (deed, stored) -> {
            stored.become(AccessRequest.State.REFUSED, clock.instant(), book.nextChange());
            stored.answer(why);
            return "reason=" + why;
        });
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

    /** What is decided; gives what there is to say of it in the trail. */
    @FunctionalInterface
    private interface Ruling {
        String on(Deed deed, StoredRequest stored);
    }

    private AccessRequest decided(Caller caller, String action, RequestId id, Ruling ruling) {
        Deed unnamed = new Deed(caller, action, "request", id.toString(), null);
        return recorded(
                caller,
                action,
                id,
                () -> work.perform(unnamed, () -> {
                    StoredRequest stored = book.take(id);
                    AccessRequest before = requireOpen(stored);
                    Deed deed = unnamed.on(id.toString(), before.byName().value());
                    String detail = ruling.on(deed, stored);
                    stored.decided(caller.userId(), caller.userName());
                    work.done(deed, detail);
                    AccessRequest after = book.read(stored);
                    tell(after);
                    return after;
                }));
    }

    private AccessRequest requireOpen(StoredRequest stored) {
        AccessRequest request = book.read(stored);
        if (!request.open()) {
            throw new RequestClosedException(request);
        }
        return request;
    }

    /** Writes down what was refused here; that the caller is no administrator, or has to prove it, is written elsewhere. */
    private AccessRequest recorded(Caller caller, String action, @Nullable RequestId id, Supplier<AccessRequest> deed) {
        try {
            return deed.get();
        } catch (UnknownTargetException
                | UnknownRequestException
                | RequestClosedException
                | TooManyRequestsException
                | IndefiniteRequestException
                | TooManyGrantsException
                | UnknownRoleException
                | UnknownUserException e) {
            trail.refused(caller, action, id, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private AccessRequest inTransaction(Supplier<AccessRequest> deed) {
        return Objects.requireNonNull(transaction.execute(_ -> deed.get()));
    }

    private void tell(AccessRequest request) {
        events.publishEvent(new RequestsChanged(request.by()));
    }

    private static Terms since(Instant now, Terms terms) {
        return terms.from() != null
                ? terms
                : new Terms(
                        terms.cloud(),
                        terms.projects(),
                        terms.servers(),
                        terms.role(),
                        now,
                        terms.until(),
                        terms.hours());
    }

    /** Null when one of them is without end. */
    private static @Nullable Instant end(List<Terms> terms) {
        return terms.stream().allMatch(each -> each.until() != null)
                ? terms.stream()
                        .flatMap(each -> each.end().stream())
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }
}
