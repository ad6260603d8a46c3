package org.stackdeck.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;

/** Permission checks for 10,000 servers of 100 projects and a user with 50 grants, half of them by name pattern. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PermissionDecisionBenchmark {

    private static final CloudName LAB = new CloudName("lab");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId USER = new UserId(new UUID(0, 1));

    private final Subject subject = new Subject(
            USER,
            true,
            false,
            IntStream.range(0, 50).mapToObj(PermissionDecisionBenchmark::grant).toList());
    private final List<ServerAttributes> servers = IntStream.range(0, 10_000)
            .mapToObj(i -> ServerAttributes.withoutMetadata(
                    new ServerKey(LAB, new ServerId("s-" + i)),
                    new ProjectId("project-" + i % 100),
                    "web-a-" + i % 100))
            .toList();
    private final EffectivePermissions effectivePermissions = EffectivePermissions.of(subject, NOW);

    /** Determines the visible servers after a change of the grants, as each open grid does. */
    @Benchmark
    public long findVisibleAfterGrantChange() {
        EffectivePermissions changed = EffectivePermissions.of(subject, NOW);
        return servers.stream().filter(changed::isVisible).count();
    }

    /** Checks the permission for one action on each server, as for a bulk selection. */
    @Benchmark
    public long decideStop() {
        return servers.stream()
                .filter(server -> effectivePermissions
                        .decide(Permission.SERVER_STOP, server)
                        .isAllowed())
                .count();
    }

    private static Grant grant(int i) {
        GrantTerms grantTerms = i % 2 == 0
                ? new GrantTerms(LAB, Set.of(new ProjectId("project-" + i)), Role.OPERATOR, null, NOW.plusSeconds(60))
                : new GrantTerms(
                        LAB,
                        Set.of(),
                        new ResourceSelector.ByName(new NamePattern("web-*-" + i)),
                        Role.VIEWER,
                        null,
                        null,
                        null);
        return new Grant(new GrantId(new UUID(1, i)), Grantee.of(USER), grantTerms);
    }
}
