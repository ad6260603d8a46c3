package org.stackdeck.ui.servers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerListCriteria;
import org.stackdeck.ui.servers.search.ServerSort;
import org.stackdeck.ui.servers.search.SortedServers;

/** Filters and sorts 10,000 servers for a grid, and updates the result after changes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SortedServersBenchmark {

    @Param({"name", "state", "address"})
    public String column = "name";

    @Param({"", "web", "status:running front"})
    public String search = "";

    private final Map<ServerKey, Server> servers = servers();
    private final List<Server> oneChange = changed(1);
    private final List<Server> hundredChanges = changed(100);

    /** Cost of opening a page, changing the search text or changing the sort column. */
    @Benchmark
    public Object filterAndSort() {
        return SortedServers.of(servers.values(), criteria());
    }

    @Benchmark
    public Object applyOneChange(ExistingView view) {
        return view.withChanges(oneChange, servers);
    }

    @Benchmark
    public Object applyHundredChanges(ExistingView view) {
        return view.withChanges(hundredChanges, servers);
    }

    /** Sorted servers before the changes. */
    @State(Scope.Benchmark)
    public static class ExistingView {

        private ServerListCriteria criteria = criteria("", "name");
        private SortedServers sortedServers = SortedServers.of(List.of(), criteria);

        @Setup
        public void sort(SortedServersBenchmark benchmark) {
            criteria = benchmark.criteria();
            sortedServers = SortedServers.of(benchmark.servers.values(), criteria);
        }

        SortedServers withChanges(List<Server> changed, Map<ServerKey, Server> servers) {
            List<Server> before =
                    changed.stream().map(server -> servers.get(server.key())).toList();
            return sortedServers.withChanges(
                    new SortedServers.Subset(before, criteria, ServerStateGroup::of),
                    new SortedServers.Subset(changed, criteria, ServerStateGroup::of));
        }
    }

    private ServerListCriteria criteria() {
        return criteria(search, column);
    }

    private static ServerListCriteria criteria(String search, String column) {
        ServerSort sort = new ServerSort(ServerSort.Column.fromCode(column).orElseThrow(), false);
        return ServerListCriteria.of(
                ServerGridQuery.ALL.withSearch(search).withOrder(sort), UserServerOwners.NO_OWNERS);
    }

    private static Map<ServerKey, Server> servers() {
        Map<ServerKey, Server> servers = new HashMap<>();
        IntStream.range(0, 10_000)
                .mapToObj(i -> ServerBuilder.named((i % 3 == 0 ? "Web-Front-" : "db-") + i * 7919 % 10_000)
                        .status(i % 4 == 0 ? ServerStatus.SHUTOFF : ServerStatus.ACTIVE)
                        .tags("blue", "team-" + i % 10)
                        .build())
                .forEach(server -> servers.put(server.key(), server));
        return servers;
    }

    private List<Server> changed(int count) {
        return servers.values().stream()
                .limit(count)
                .map(server ->
                        ServerBuilder.like(server).status(ServerStatus.PAUSED).build())
                .toList();
    }
}
