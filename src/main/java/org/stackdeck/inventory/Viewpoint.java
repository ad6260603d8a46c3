package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.access.Rights;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.identity.UserId;

/** What one viewer may see, and whether it differs from what they were last told. For one thread at a time. */
final class Viewpoint {

    /** That a cloud goes on answering is worth a delivery only this often. */
    private static final Duration CONFIRMATION_GRAIN = Duration.ofSeconds(5);

    private static final State NOTHING = State.of(Map.of());

    private final UserId viewer;
    private final Access access;
    private final Sights sights;
    private final Supplier<Ledger.Known> ledger;
    private @Nullable Subject subject;
    private Sights.@Nullable Seen told;
    private @Nullable Rights toldRights;

    Viewpoint(UserId viewer, Access access, Sights sights, Supplier<Ledger.Known> ledger) {
        this.viewer = viewer;
        this.access = access;
        this.sights = sights;
        this.ledger = ledger;
    }

    /**
     * Hands the present view to the receiver if it is news. It counts as told unless the receiver throws, so that what a
     * failing receiver missed is part of the next delta.
     *
     * @return whether there was news
     */
    boolean tell(Consumer<View> receiver) {
        Rights rights = rights();
        Ledger.Known known = ledger.get();
        Sights.Seen next = sights.of(known, rights);
        Delta delta = next.state().since(told == null ? NOTHING : told.state());
        if (told != null
                && rights.equals(toldRights)
                && delta.isEmpty()
                && !worthTelling(told.freshness(), next.freshness())) {
            return false;
        }
        receiver.accept(view(known, next, delta));
        told = next;
        toldRights = rights;
        return true;
    }

    /** The present view, as if nothing had been told before. */
    View look() {
        Ledger.Known known = ledger.get();
        Sights.Seen now = sights.of(known, rights());
        return view(known, now, now.state().since(NOTHING));
    }

    private static View view(Ledger.Known known, Sights.Seen seen, Delta delta) {
        return new View(known.snapshot().version(), seen.state().servers(), seen.freshness(), delta);
    }

    /** Rights as of now; those known last when they cannot be read, since nobody can change them then either. */
    private Rights rights() {
        try {
            subject = access.subject(viewer);
        } catch (RuntimeException e) {
            if (subject == null) {
                throw e;
            }
        }
        return access.rights(subject);
    }

    private static boolean worthTelling(Map<CloudName, Freshness> told, Map<CloudName, Freshness> next) {
        if (!told.keySet().equals(next.keySet())) {
            return true;
        }
        return next.entrySet().stream().anyMatch(entry -> differs(told.get(entry.getKey()), entry.getValue()));
    }

    private static boolean differs(@Nullable Freshness told, Freshness next) {
        if (told == null) {
            return true;
        }
        Instant before = told.confirmedAt();
        Instant now = next.confirmedAt();
        boolean later = now != null && (before == null || !now.isBefore(before.plus(CONFIRMATION_GRAIN)));
        return later || !next.equals(told.confirmed(now));
    }
}
