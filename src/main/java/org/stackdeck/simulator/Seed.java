package org.stackdeck.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates the initial servers: a few ordinary ones, one for each unusual case, then more ordinary ones. */
final class Seed {

    private static final int ORDINARY_FIRST = 4;
    private static final List<String> ROLES = List.of("web", "db", "ci", "desk", "sim");
    private static final List<String> STAGES = List.of("prod", "prod", "test", "dev");
    private static final List<SimulatedFlavor> FLAVORS = List.of(
            Infrastructure.SMALL,
            Infrastructure.LARGE,
            Infrastructure.MEDIUM,
            Infrastructure.TINY,
            Infrastructure.COMPUTE);
    private static final List<SimulatedImage> IMAGES =
            List.of(Infrastructure.DEBIAN, Infrastructure.UBUNTU, Infrastructure.ROCKY, Infrastructure.WINDOWS);

    private final ServerStore store;
    private final Instant now;

    Seed(ServerStore store, Instant now) {
        this.store = store;
        this.now = now;
    }

    void plant(int count) {
        OddServers odd = new OddServers(now);
        for (int i = 0; i < count; i++) {
            int oddOne = i - ORDINARY_FIRST;
            boolean ordinary = oddOne < 0 || oddOne >= odd.count();
            store.add(ordinary ? ordinary(i) : odd.make(oddOne, i));
        }
    }

    private SimulatedServer ordinary(int i) {
        SimulatedProject project = i % 3 == 2 ? Accounts.RESEARCH : Accounts.STAFF;
        String role = ROLES.get(i % ROLES.size());
        String stage = STAGES.get(i % STAGES.size());
        Instant created = now.minus(Duration.ofMinutes(30 + (i * 7_919L) % 250_000));
        ServerSketch sketch = new ServerSketch(i, project, "%s-%s-%03d".formatted(project.name(), role, i), created)
                .flavor(FLAVORS.get(i % FLAVORS.size()))
                .image(i % 9 == 8 ? null : IMAGES.get(i % IMAGES.size()))
                .fixed();
        if (i % 10 == 1) {
            sketch.floating();
        }
        if (i % 4 == 3) {
            sketch.fixed6();
        }
        SimulatedServer server = sketch.make();
        Map<String, String> metadata = new LinkedHashMap<>(Map.of("role", role));
        metadata.put("env", stage);
        server.describeBy(metadata, created);
        server.tag(List.of(role, stage));
        if (i % 6 == 5) {
            server.become(VmState.STOPPED, null, 4, created);
        } else if (i % 12 == 7) {
            server.become(VmState.PAUSED, null, 3, created);
        } else if (i % 12 == 10) {
            server.become(VmState.SUSPENDED, null, 4, created);
        }
        server.lastChanged(created.plusSeconds(4 + (i * 104_729L) % 1_500));
        return server;
    }
}
