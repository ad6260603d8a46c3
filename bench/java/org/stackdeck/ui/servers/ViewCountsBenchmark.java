package org.stackdeck.ui.servers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
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
import org.stackdeck.ui.servers.search.MatchingServerCounts;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/** Counts the servers of the built-in views and two saved views, of 10,000 servers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ViewCountsBenchmark {

    private static final List<ServerGridQuery> QUERIES = List.of(
            ServerGridQuery.ALL,
            ServerGridQuery.ALL.withSearch("owner:me"),
            ServerGridQuery.ALL.withStates(Set.of(ServerStateGroup.ATTENTION, ServerStateGroup.ERROR)),
            ServerGridQuery.ALL.withSearch("web"),
            ServerGridQuery.ALL.withSearch("status:running front"));

    private static final MatchingServerCounts.InTransition NONE =
            new MatchingServerCounts.InTransition(List.of(), List.of(), UserServerOwners.NO_OWNERS);

    private final MatchingServerCounts counts = new MatchingServerCounts();
    private final Map<ServerKey, Server> servers = new HashMap<>();
    private List<ServerKey> hundredServers = List.of();

    @Setup
    public void count() {
        IntStream.range(0, 10_000)
                .mapToObj(index -> ServerBuilder.named((index % 3 == 0 ? "Web-Front-" : "db-") + index)
                        .status(index % 4 == 0 ? ServerStatus.SHUTOFF : ServerStatus.ACTIVE)
                        .tags("blue", "team-" + index % 10)
                        .build())
                .forEach(server -> servers.put(server.key(), server));
        hundredServers = servers.keySet().stream().limit(100).toList();
        countServers(counts);
    }

    /** Cost of opening a page. */
    @Benchmark
    public Object allServers() {
        return countServers(new MatchingServerCounts());
    }

    /** Cost of an update of an open page. */
    @Benchmark
    public Object hundredChanges() {
        counts.addChanged(hundredServers);
        return countServers(counts);
    }

    private Object countServers(MatchingServerCounts counter) {
        return counter.count(QUERIES, servers, UserServerOwners.NO_OWNERS, NONE);
    }
}
