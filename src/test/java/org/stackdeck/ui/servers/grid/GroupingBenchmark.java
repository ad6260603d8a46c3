package org.stackdeck.ui.servers.grid;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.product.BenchmarkFigure;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.SortedServersCache;

/**
 * Not a test: measures grouping, collapsing and a change of a server, on the server side, with 10,000 servers in 50
 * projects, with 200 owners and 0 to 4 of 100 tags. docs/benchmarks.md contains the figures.
 */
@Tag("tool")
class GroupingBenchmark {

    private static final int SERVERS = Integer.getInteger("servers", 10_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 200);
    private static final int VISIBLE_ROWS = 50;
    private static final double MAX_MILLIS = 100;

    private final MutableClock clock = new MutableClock(TestOperationBuilder.NOW);
    private final Map<ServerKey, Server> servers = new HashMap<>();
    private final ServerGridModel model = new ServerGridModel(
            TestOperationBuilder.ME,
            TestOperationBuilder.ME,
            _ -> Map.of(),
            new RecentServerOperations(clock),
            TestOperationBuilder.pendingServers(clock),
            new SortedServersCache());

    @ParameterizedTest
    @EnumSource(ServerGrouping.class)
    void measure(ServerGrouping grouping) {
        IntStream.range(0, SERVERS)
                .mapToObj(i -> server(i, ServerStatus.ACTIVE))
                .forEach(server -> servers.put(server.key(), server));
        model.applyUpdate(new VisibleServersUpdate(1, Map.copyOf(servers), Map.of(), Delta.between(Map.of(), servers)));
        model.setOwners(new OwnerMap(IntStream.range(0, SERVERS)
                .filter(i -> i % 3 != 0)
                .boxed()
                .collect(Collectors.toMap(i -> server(i, ServerStatus.ACTIVE).key(), i -> {
                    String name = "user" + i % 200;
                    return new Owner(FakeUserDirectory.idOf(name), new UserName(name));
                }))));

        measure(grouping + ": regroup, without shared groups", _ -> {
            model.grouping().set(ServerGrouping.NONE);
            model.applyUpdate(change());
            model.grouping().set(grouping);
            paint();
        });
        List<String> groups = IntStream.range(0, model.displayedRows().size())
                .mapToObj(row -> model.displayedRows().header(row).key())
                .distinct()
                .toList();
        measure(grouping + ": collapse or expand one of " + groups.size() + " groups", i -> {
            model.grouping().toggle(groups.get(i % groups.size()));
            paint();
        });
        measure(grouping + ": change of one server", _ -> {
            model.applyUpdate(change());
            paint();
        });
        model.applyOperation(
                TestOperationBuilder.of(ServerAction.STOP, "server-1").running());
        measure(grouping + ": change of one server while an operation is pending", _ -> {
            model.applyUpdate(change());
            paint();
        });
    }

    private void paint() {
        model.rows(model.displayedRows().size() / 2, VISIBLE_ROWS).forEach(_ -> {});
    }

    private VisibleServersUpdate change() {
        int number = (int) (Math.random() * SERVERS);
        Server before = Objects.requireNonNull(
                servers.get(server(number, ServerStatus.ACTIVE).key()));
        Server after =
                server(number, before.status() == ServerStatus.ACTIVE ? ServerStatus.SHUTOFF : ServerStatus.ACTIVE);
        servers.put(after.key(), after);
        return new VisibleServersUpdate(
                1, Map.copyOf(servers), Map.of(), new Delta(List.of(), List.of(after), Set.of()));
    }

    private static Server server(int number, ServerStatus status) {
        return ServerBuilder.named("server-" + number)
                .project(new Project(ServerBuilder.CLOUD, new ProjectId("p-" + number % 50), "project " + number % 50))
                .flavor("flavor-" + number % 20)
                .tags(IntStream.range(0, number % 5)
                        .mapToObj(i -> "tag-" + (number * 7 + i * 13) % 100)
                        .distinct()
                        .toArray(String[]::new))
                .status(status)
                .build();
    }

    /**
     * Prints the median and the maximum of the times. They include the preparation of the input: a copy of the map of
     * all servers.
     */
    private static void measure(String what, IntConsumer round) {
        double[] times = new double[ROUNDS];
        IntStream.range(0, ROUNDS / 2).forEach(round);
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            round.accept(i);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf("%s: maximum %.1f ms%n", what, times[ROUNDS - 1]);
        new BenchmarkFigure(what + ": median", times[ROUNDS / 2], MAX_MILLIS, "ms").print();
    }
}
