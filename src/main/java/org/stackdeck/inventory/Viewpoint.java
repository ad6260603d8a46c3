package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

    private final UserId viewer;
    private final Access access;
    private final Sights sights;
    private final Supplier<Ledger.Known> ledger;
    private @Nullable Subject subject;
    private @Nullable View told;
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
        View next = view(rights, told);
        if (told != null && rights.equals(toldRights) && next.delta().isEmpty() && !worthTelling(told, next)) {
            return false;
        }
        receiver.accept(next);
        told = next;
        toldRights = rights;
        return true;
    }

    /** The present view, as if nothing had been told before. */
    View look() {
        return view(rights(), null);
    }

    private View view(Rights rights, @Nullable View before) {
        Ledger.Known known = ledger.get();
        var servers = sights.of(known.snapshot().servers(), rights);
        Map<CloudName, Freshness> freshness = new HashMap<>();
        known.health().forEach((cloud, health) -> {
            if (rights.concern(cloud)) {
                freshness.put(cloud, health.of(scope -> reach(rights, scope)));
            }
        });
        Delta delta = Delta.between(before == null ? Map.of() : before.servers(), servers);
        return new View(known.snapshot().version(), servers, Map.copyOf(freshness), delta);
    }

    /** That a project nobody of this view may see does not answer is no news to them. */
    private static boolean reach(Rights rights, ScopeKey scope) {
        return scope.project() == null || rights.reach(scope.cloud(), scope.project());
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

    private static boolean worthTelling(View told, View next) {
        if (!told.freshness().keySet().equals(next.freshness().keySet())) {
            return true;
        }
        return next.freshness().entrySet().stream()
                .anyMatch(entry -> differs(told.freshness().get(entry.getKey()), entry.getValue()));
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
