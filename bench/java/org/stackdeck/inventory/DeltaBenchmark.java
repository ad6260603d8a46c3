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
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.visibility.VisibleServers;

/** Compares two snapshots of 10,000 servers with 100 changes, and updates the servers visible to a user. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DeltaBenchmark {

    private static final int SERVERS = 10_000;
    private static final int CHANGES = 100;

    private final Map<ServerKey, Server> before = servers(0);
    private final Map<ServerKey, Server> after = servers(CHANGES);
    /** Servers equal to those in {@code after}, but different objects, like after parsing a full list. */
    private final Map<ServerKey, Server> parsedAgain = servers(CHANGES);

    private final EffectivePermissions effectivePermissions = permissions();
    private VisibleServers visibleServers = VisibleServers.of(before, effectivePermissions);
    private Delta delta = Delta.between(before, after);

    @Setup(Level.Trial)
    public void shareUnchangedObjects() {
        after.replaceAll((key, server) -> server.equals(before.get(key)) ? before.get(key) : server);
        visibleServers = VisibleServers.of(before, effectivePermissions);
        delta = Delta.between(before, after);
    }

    @Benchmark
    public Delta betweenSnapshots() {
        return Delta.between(before, after);
    }

    @Benchmark
    public Delta betweenSnapshotsWithoutSharedObjects() {
        return Delta.between(before, parsedAgain);
    }

    @Benchmark
    public Object computeVisibleServers() {
        return VisibleServers.of(after, effectivePermissions);
    }

    @Benchmark
    public Object updateVisibleServers() {
        return visibleServers.next(after, delta, effectivePermissions);
    }

    private static Map<ServerKey, Server> servers(int changed) {
        Map<ServerKey, Server> servers = new HashMap<>();
        IntStream.range(0, SERVERS)
                .mapToObj(i -> ServerBuilder.named("web-" + i)
                        .project(i % 2 == 0 ? ServerBuilder.STAFF : ServerBuilder.RESEARCH)
                        .status(i < changed ? ServerStatus.SHUTOFF : ServerStatus.ACTIVE)
                        .build())
                .forEach(server -> servers.put(server.key(), server));
        return servers;
    }

    private static EffectivePermissions permissions() {
        UserId user = new UserId(new UUID(0, 1));
        GrantTerms staff =
                new GrantTerms(ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), Role.OPERATOR, null, null);
        return EffectivePermissions.of(
                new Subject(
                        user, true, false, List.of(new Grant(new GrantId(new UUID(1, 1)), Grantee.of(user), staff))),
                ServerBuilder.CREATED);
    }
}
