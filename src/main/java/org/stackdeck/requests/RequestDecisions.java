package org.stackdeck.requests;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Grants;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWork.Deed;
import org.stackdeck.identity.Caller;

/** Decisions of administrators on access requests: approval with one or more grants, or declining with a reason. */
@Component
class RequestDecisions {

    private static final String APPROVE = "request.approve";
    private static final String REFUSE = "request.refuse";

    private final RequestBook book;
    private final RequestTrail trail;
    private final Grants grants;
    private final AdministratorWork work;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RequestDecisions(
            RequestBook book,
            RequestTrail trail,
            Grants grants,
            AdministratorWork work,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.trail = trail;
        this.grants = grants;
        this.work = work;
        this.events = events;
        this.clock = clock;
    }

    AccessRequest approve(Caller caller, RequestId id) {
        return approve(
                caller,
                id,
                request -> List.of(request.asAsked(clock.instant()).orElseThrow(IndefiniteRequestException::new)));
    }

    AccessRequest approve(Caller caller, RequestId id, List<Terms> terms) {
        if (terms.isEmpty() || terms.size() > AccessRequests.MOST_GRANTS) {
            throw new IllegalArgumentException("an approval makes 1 to " + AccessRequests.MOST_GRANTS + " grants");
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

    AccessRequest refuse(Caller caller, RequestId id, String reason) {
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

    /** Decision on a request; returns the detail for the audit trail. */
    @FunctionalInterface
    private interface Ruling {
        String on(Deed deed, StoredRequest stored);
    }

    private AccessRequest decided(Caller caller, String action, RequestId id, Ruling ruling) {
        Deed unnamed = new Deed(caller, action, "request", id.toString(), null);
        return trail.recorded(
                caller,
                action,
                id,
                () -> work.perform(unnamed, () -> {
                    StoredRequest stored = book.take(id);
                    AccessRequest before = book.requireOpen(stored);
                    Deed deed = unnamed.on(id.toString(), before.byName().value());
                    String detail = ruling.on(deed, stored);
                    stored.decided(caller.userId(), caller.userName());
                    work.done(deed, detail);
                    AccessRequest after = book.read(stored);
                    events.publishEvent(new RequestsChanged(after.by()));
                    return after;
                }));
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

    /** Null if one of them has no end. */
    private static @Nullable Instant end(List<Terms> terms) {
        return terms.stream().allMatch(each -> each.until() != null)
                ? terms.stream()
                        .flatMap(each -> each.end().stream())
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }
}
