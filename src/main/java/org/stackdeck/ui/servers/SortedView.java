package org.stackdeck.ui.servers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.ViewModel;

/** Immutable list of sorted servers, with the number of servers in each state. */
@ViewModel
final class SortedView {

    private final List<Server> rows;
    private final Map<StateGroup, Integer> counts;

    private SortedView(List<Server> rows, Map<StateGroup, Integer> counts) {
        this.rows = rows;
        this.counts = counts;
    }

    /** Sorts all servers. */
    static SortedView of(Collection<Server> servers, Wanted wanted) {
        Map<StateGroup, Integer> counts = new EnumMap<>(StateGroup.class);
        List<Server> shown = new Part(servers, wanted, StateGroup::of).shown(counts, 1);
        return new SortedView(wanted.order().sorted(shown, wanted.belonging().owners()), counts);
    }

    /** Returns the servers that match the criteria, which must have the same sort order. */
    SortedView narrowed(Wanted wanted) {
        Map<StateGroup, Integer> counted = new EnumMap<>(StateGroup.class);
        List<Server> shown = new Part(rows, wanted, StateGroup::of).shown(counted, 1);
        return new SortedView(Collections.unmodifiableList(Arrays.asList(shown.toArray(Server[]::new))), counted);
    }

    /** Servers, and the state by which each is filtered and counted. */
    record Part(Collection<Server> servers, Wanted wanted, Function<Server, StateGroup> group) {

        /** Returns the displayed servers and counts all matching ones. */
        private List<Server> shown(Map<StateGroup, Integer> counts, int by) {
            List<Server> shown = new ArrayList<>(servers.size());
            for (Server server : servers) {
                StateGroup state = group.apply(server);
                if (wanted.finds(server, state)) {
                    counts.merge(state, by, Integer::sum);
                    if (wanted.shows(state)) {
                        shown.add(server);
                    }
                }
            }
            return shown;
        }
    }

    /** Returns a copy without some servers and with others. The remaining servers keep their order. */
    SortedView patched(Part gone, Part come) {
        Map<StateGroup, Integer> counted = new EnumMap<>(StateGroup.class);
        counted.putAll(counts);
        List<Server> less = gone.shown(counted, -1);
        List<Server> more = come.shown(counted, 1);
        boolean stays = less.equals(more) && gone.wanted().equals(come.wanted());
        return new SortedView(
                stays
                        ? rows
                        : spliced(
                                places(less, gone.wanted().comparator()),
                                more,
                                come.wanted().comparator()),
                counted);
    }

    List<Server> rows() {
        return rows;
    }

    int count(StateGroup group) {
        return counts.getOrDefault(group, 0);
    }

    /** Returns the number of servers in all states. */
    int found() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int[] places(List<Server> shown, Comparator<Server> order) {
        return shown.stream()
                .mapToInt(server -> Collections.binarySearch(rows, server, order))
                .sorted()
                .toArray();
    }

    private List<Server> spliced(int[] places, List<Server> more, Comparator<Server> order) {
        more.sort(order);
        Server[] spliced = new Server[rows.size() - places.length + more.size()];
        Server[] kept = without(places);
        int from = 0;
        int to = 0;
        for (Server server : more) {
            int place = -Arrays.binarySearch(kept, from, kept.length, server, order) - 1;
            System.arraycopy(kept, from, spliced, to, place - from);
            to += place - from;
            from = place;
            spliced[to++] = server;
        }
        System.arraycopy(kept, from, spliced, to, kept.length - from);
        return Collections.unmodifiableList(Arrays.asList(spliced));
    }

    private Server[] without(int[] places) {
        Server[] all = rows.toArray(Server[]::new);
        Server[] kept = new Server[all.length - places.length];
        int from = 0;
        int to = 0;
        for (int place : places) {
            System.arraycopy(all, from, kept, to, place - from);
            to += place - from;
            from = place + 1;
        }
        System.arraycopy(all, from, kept, to, all.length - from);
        return kept;
    }
}
