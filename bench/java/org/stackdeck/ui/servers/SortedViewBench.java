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
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerListCriteria;
import org.stackdeck.ui.servers.search.ServerSort;
import org.stackdeck.ui.servers.search.SortedServers;
import org.stackdeck.ui.servers.search.UserServerOwners;
import org.stackdeck.ui.servers.state.ServerStateGroup;

/** A grid of 10,000 servers: to filter and sort them all, and to bring the result up to date after changes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SortedViewBench {

    @Param({"name", "state", "address"})
    public String column = "name";

    @Param({"", "web", "status:running front"})
    public String search = "";

    private final Map<ServerKey, Server> servers = servers();
    private final List<Server> one = changed(1);
    private final List<Server> hundred = changed(100);

    /** A page that is opened, a letter that is typed, a column that is pressed. */
    @Benchmark
    public Object filterAndSort() {
        return SortedServers.of(servers.values(), wanted());
    }

    @Benchmark
    public Object patchByOne(Patched patched) {
        return patched.by(one, servers);
    }

    @Benchmark
    public Object patchByAHundred(Patched patched) {
        return patched.by(hundred, servers);
    }

    /** A view that is there already. */
    @State(Scope.Benchmark)
    public static class Patched {

        private ServerListCriteria serverListCriteria = wanted("", "name");
        private SortedServers sortedServers = SortedServers.of(List.of(), serverListCriteria);

        @Setup
        public void sort(SortedViewBench bench) {
            serverListCriteria = bench.wanted();
            sortedServers = SortedServers.of(bench.servers.values(), serverListCriteria);
        }

        SortedServers by(List<Server> changed, Map<ServerKey, Server> servers) {
            List<Server> before =
                    changed.stream().map(server -> servers.get(server.key())).toList();
            return sortedServers.withChanges(
                    new SortedServers.Subset(before, serverListCriteria, ServerStateGroup::of),
                    new SortedServers.Subset(changed, serverListCriteria, ServerStateGroup::of));
        }
    }

    private ServerListCriteria wanted() {
        return wanted(search, column);
    }

    private static ServerListCriteria wanted(String search, String column) {
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
