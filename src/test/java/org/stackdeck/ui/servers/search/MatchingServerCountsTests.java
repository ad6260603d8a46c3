package org.stackdeck.ui.servers.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.search.UserServerOwners;

class MatchingServerCountsTests {

    private static final List<ServerStatus> STATUSES =
            List.of(ServerStatus.ACTIVE, ServerStatus.BUILD, ServerStatus.ERROR, ServerStatus.SHUTOFF);
    private static final ServerGridQuery WEB = ServerGridQuery.ALL.withSearch("web");
    private static final ServerGridQuery FAILED = ServerGridQuery.ALL.withStates(Set.of(ServerStateGroup.ERROR));
    private static final ServerGridQuery MOVING = ServerGridQuery.ALL.withStates(Set.of(ServerStateGroup.MOVING));
    private static final List<ServerGridQuery> QUERIES = List.of(ServerGridQuery.ALL, WEB, FAILED);
    private static final MatchingServerCounts.InTransition NONE =
            new MatchingServerCounts.InTransition(List.of(), List.of(), UserServerOwners.NO_OWNERS);

    private final MatchingServerCounts counts = new MatchingServerCounts();

    @Test
    void updatedCountsAreThoseOfACompleteCount() {
        Random random = new Random(1);
        Map<ServerKey, Server> servers = servers(100);
        count(servers);
        for (int round = 0; round < 50; round++) {
            Map<ServerKey, Server> next = new HashMap<>(servers);
            Set<ServerKey> changed = new HashSet<>();
            for (int change = 0; change < 5; change++) {
                Server server = server(random.nextInt(120), STATUSES.get(random.nextInt(STATUSES.size())));
                changed.add(server.key());
                if (random.nextInt(3) == 0) {
                    next.remove(server.key());
                } else {
                    next.put(server.key(), server);
                }
            }
            counts.addChanged(changed);
            servers = next;

            assertThat(count(servers))
                    .isEqualTo(new MatchingServerCounts().count(QUERIES, servers, UserServerOwners.NO_OWNERS, NONE));
        }
    }

    @Test
    void changeOfOneOfTenThousandServersReadsOneServerForEachQuery() {
        Map<ServerKey, Server> servers = servers(10_000);
        count(servers);
        Server failed = server(7, ServerStatus.ERROR);
        Map<ServerKey, Server> changed = new HashMap<>(servers);
        changed.put(failed.key(), failed);
        CountingMap counting = new CountingMap(changed);
        counts.addChanged(Set.of(failed.key()));

        assertThat(counts.count(QUERIES, counting, UserServerOwners.NO_OWNERS, NONE))
                .containsEntry(ServerGridQuery.ALL, 10_000L)
                .containsEntry(FAILED, 1L);
        assertThat(counting.reads).isEqualTo(QUERIES.size());
    }

    @Test
    void manyChangesCauseACompleteCount() {
        count(servers(10));
        Map<ServerKey, Server> servers = servers(1000);
        counts.addChanged(servers.keySet());

        assertThat(count(servers)).containsEntry(ServerGridQuery.ALL, 1000L).containsEntry(WEB, 500L);
    }

    @Test
    void sortOrderDoesNotCauseANewCount() {
        Map<ServerKey, Server> servers = servers(10);
        count(servers);
        ServerGridQuery sorted = WEB.withOrder(new ServerSort(ServerSort.Column.AGE, true));
        CountingMap counting = new CountingMap(servers);

        assertThat(counts.count(List.of(sorted), counting, UserServerOwners.NO_OWNERS, NONE))
                .isEqualTo(Map.of(sorted, 5L));
        assertThat(counting.reads).isZero();
    }

    @Test
    void serversWithAPendingOperationAndPendingServersAreInTransition() {
        Server broken = server(1, ServerStatus.ERROR);
        Server placeholder = server(2, ServerStatus.BUILD);
        var inTransition = new MatchingServerCounts.InTransition(
                List.of(broken), List.of(placeholder), UserServerOwners.NO_OWNERS);

        assertThat(counts.count(
                        List.of(ServerGridQuery.ALL, FAILED, MOVING),
                        Map.of(broken.key(), broken),
                        UserServerOwners.NO_OWNERS,
                        inTransition))
                .isEqualTo(Map.of(ServerGridQuery.ALL, 2L, FAILED, 0L, MOVING, 2L));
    }

    private Map<ServerGridQuery, Long> count(Map<ServerKey, Server> servers) {
        return counts.count(QUERIES, servers, UserServerOwners.NO_OWNERS, NONE);
    }

    private static Map<ServerKey, Server> servers(int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> server(index, ServerStatus.ACTIVE))
                .collect(Collectors.toMap(Server::key, server -> server));
    }

    private static Server server(int index, ServerStatus status) {
        return ServerBuilder.named((index % 2 == 0 ? "web-" : "db-") + index)
                .status(status)
                .build();
    }

    /** Map that counts the servers that are read. */
    private static final class CountingMap extends AbstractMap<ServerKey, Server> {

        private final Map<ServerKey, Server> servers;
        private int reads;

        private CountingMap(Map<ServerKey, Server> servers) {
            this.servers = servers;
        }

        @Override
        public @Nullable Server get(@Nullable Object key) {
            reads++;
            return servers.get(key);
        }

        @Override
        public Set<Entry<ServerKey, Server>> entrySet() {
            reads += servers.size();
            return servers.entrySet();
        }
    }
}
