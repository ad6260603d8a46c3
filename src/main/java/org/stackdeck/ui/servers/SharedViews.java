package org.stackdeck.ui.servers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/**
 * Cache of sorted servers for all open pages. Pages with the same servers and criteria share one view, and each view is
 * derived from its predecessor. A view is removed when no page shows it.
 */
@Component
class SharedViews {

    /** A view with more changes is sorted again. */
    private static final int MOST_PATCHED = 500;

    /**
     * Keyed by identity, because viewers with the same rights share one map. A view does not reference its map, so both
     * can be garbage-collected.
     */
    private final Cache<Map<ServerKey, Server>, Map<Wanted, WeakReference<SortedView>>> kept =
            Caffeine.newBuilder().weakKeys().build();

    /** A view with its servers and criteria. */
    record Shown(Map<ServerKey, Server> servers, Wanted wanted, SortedView view) {

        static final Shown NOTHING = of(Map.of(), Wanted.of(GridQuery.ALL, Belonging.NOBODYS));

        private static Shown of(Map<ServerKey, Server> servers, Wanted wanted) {
            return new Shown(servers, wanted, SortedView.of(servers.values(), wanted));
        }
    }

    Shown of(Map<ServerKey, Server> servers, Wanted wanted) {
        return shared(servers, wanted, () -> sorted(servers, wanted));
    }

    /** Filters an existing view of all servers if there is one, so that a search does not sort at each keystroke. */
    private SortedView sorted(Map<ServerKey, Server> servers, Wanted wanted) {
        SortedView all = known(servers, wanted.unfiltered());
        return all == null ? SortedView.of(servers.values(), wanted) : all.narrowed(wanted);
    }

    /**
     * Returns the successor of a view.
     *
     * @param touched keys of servers that were added, changed or removed, or whose owner changed
     */
    Shown after(Shown before, Map<ServerKey, Server> servers, Wanted wanted, Collection<ServerKey> touched) {
        return touched.size() > MOST_PATCHED
                ? of(servers, wanted)
                : shared(
                        servers,
                        wanted,
                        () -> before.view()
                                .patched(
                                        new SortedView.Part(
                                                some(before.servers(), touched), before.wanted(), StateGroup::of),
                                        new SortedView.Part(some(servers, touched), wanted, StateGroup::of)));
    }

    private Shown shared(Map<ServerKey, Server> servers, Wanted wanted, Supplier<SortedView> make) {
        SortedView known = known(servers, wanted);
        return new Shown(servers, wanted, known == null ? made(views(servers), wanted, make) : known);
    }

    private @Nullable SortedView known(Map<ServerKey, Server> servers, Wanted wanted) {
        WeakReference<SortedView> known = views(servers).get(wanted);
        return known == null ? null : known.get();
    }

    private Map<Wanted, WeakReference<SortedView>> views(Map<ServerKey, Server> servers) {
        return kept.get(servers, _ -> new ConcurrentHashMap<>());
    }

    private static SortedView made(
            Map<Wanted, WeakReference<SortedView>> views, Wanted wanted, Supplier<SortedView> make) {
        List<SortedView> made = new ArrayList<>(1);
        views.compute(wanted, (_, known) -> {
            SortedView view = known == null ? null : known.get();
            made.add(view == null ? make.get() : view);
            return view == null ? new WeakReference<>(made.getFirst()) : known;
        });
        views.values().removeIf(view -> view.get() == null);
        return made.getFirst();
    }

    private static List<Server> some(Map<ServerKey, Server> servers, Collection<ServerKey> keys) {
        return keys.stream().map(servers::get).filter(Objects::nonNull).toList();
    }
}
