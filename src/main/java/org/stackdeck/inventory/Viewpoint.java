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

/** Tracks what one viewer can see and what was last delivered. Not thread-safe. */
final class Viewpoint {

    /** New confirmations alone are delivered at most this often. */
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
     * Delivers the current state if it changed. It counts as delivered unless the receiver throws, so that the next
     * delta includes what a failed receiver missed.
     *
     * @return whether there was a change
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

    /** The current state with all servers as added. */
    View look() {
        Ledger.Known known = ledger.get();
        Sights.Seen now = sights.of(known, rights());
        return view(known, now, now.state().since(NOTHING));
    }

    private static View view(Ledger.Known known, Sights.Seen seen, Delta delta) {
        return new View(known.snapshot().version(), seen.state().servers(), seen.freshness(), delta);
    }

    /** The current rights. If they cannot be read, the last known ones, since they cannot be changed then either. */
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
