package org.stackdeck.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Rights;
import org.stackdeck.access.Role;
import org.stackdeck.access.Subject;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.UserId;

/** What 100 changes among 10,000 servers cost: to compare two snapshots, and to bring what a member may see up to date. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DeltaBench {

    private static final int SERVERS = 10_000;
    private static final int CHANGES = 100;

    private final Map<ServerKey, Server> before = servers(0);
    private final Map<ServerKey, Server> after = servers(CHANGES);
    /** As a list from the cloud makes them: equal, and other objects. */
    private final Map<ServerKey, Server> copied = servers(CHANGES);

    private final Rights rights = rights();
    private Sight sight = Sight.of(before, rights);
    private Delta change = Delta.between(before, after);

    @Setup(Level.Trial)
    public void sameObjectsWhereNothingChanged() {
        after.replaceAll((key, server) -> server.equals(before.get(key)) ? before.get(key) : server);
        sight = Sight.of(before, rights);
        change = Delta.between(before, after);
    }

    @Benchmark
    public Delta betweenSnapshots() {
        return Delta.between(before, after);
    }

    @Benchmark
    public Delta betweenStrangers() {
        return Delta.between(before, copied);
    }

    @Benchmark
    public Object sightFromNothing() {
        return Sight.of(after, rights);
    }

    @Benchmark
    public Object sightFromTheOneBefore() {
        return sight.then(after, change, rights);
    }

    private static Map<ServerKey, Server> servers(int changed) {
        Map<ServerKey, Server> servers = new HashMap<>();
        IntStream.range(0, SERVERS)
                .mapToObj(i -> AServer.named("web-" + i)
                        .in(i % 2 == 0 ? AServer.STAFF : AServer.RESEARCH)
                        .status(i < changed ? ServerStatus.SHUTOFF : ServerStatus.ACTIVE)
                        .build())
                .forEach(server -> servers.put(server.key(), server));
        return servers;
    }

    private static Rights rights() {
        UserId user = new UserId(new UUID(0, 1));
        Terms staff = new Terms(AServer.CLOUD, Set.of(AServer.STAFF.id()), Role.OPERATOR, null, null);
        return Rights.of(
                new Subject(
                        user, true, false, List.of(new Grant(new GrantId(new UUID(1, 1)), Grantee.of(user), staff))),
                AServer.MADE);
    }
}
