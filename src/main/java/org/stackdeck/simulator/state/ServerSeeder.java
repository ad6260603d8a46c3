package org.stackdeck.simulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;

/** Creates the initial servers: four ordinary servers, one server for each edge case, and more ordinary servers. */
public final class ServerSeeder {

    private static final int ORDINARY_FIRST = 4;
    private static final List<String> ROLES = List.of("web", "db", "ci", "desk", "sim");
    private static final List<String> STAGES = List.of("prod", "prod", "test", "dev");
    private static final List<SimulatedFlavor> FLAVORS = List.of(
            DefaultResources.SMALL,
            DefaultResources.LARGE,
            DefaultResources.MEDIUM,
            DefaultResources.TINY,
            DefaultResources.COMPUTE);
    private static final List<SimulatedImage> IMAGES =
            List.of(DefaultResources.DEBIAN, DefaultResources.UBUNTU, DefaultResources.ROCKY, DefaultResources.WINDOWS);

    private final ServerStore store;
    private final Instant now;

    public ServerSeeder(ServerStore store, Instant now) {
        this.store = store;
        this.now = now;
    }

    public void createServers(int count) {
        EdgeCaseServers odd = new EdgeCaseServers(now);
        for (int i = 0; i < count; i++) {
            int oddOne = i - ORDINARY_FIRST;
            boolean ordinary = oddOne < 0 || oddOne >= odd.count();
            store.add(ordinary ? ordinaryServer(i) : odd.create(oddOne, i));
        }
    }

    private SimulatedServer ordinaryServer(int i) {
        SimulatedProject project = i % 3 == 2 ? KeystoneAccounts.RESEARCH : KeystoneAccounts.STAFF;
        String role = ROLES.get(i % ROLES.size());
        String stage = STAGES.get(i % STAGES.size());
        Instant created = now.minus(Duration.ofMinutes(30 + (i * 7_919L) % 250_000));
        SimulatedServerBuilder builder = new SimulatedServerBuilder(
                        i, project, "%s-%s-%03d".formatted(project.name(), role, i), created)
                .flavor(FLAVORS.get(i % FLAVORS.size()))
                .image(i % 9 == 8 ? null : IMAGES.get(i % IMAGES.size()))
                .fixed();
        if (i % 10 == 1) {
            builder.floating();
        }
        if (i % 4 == 3) {
            builder.fixed6();
        }
        SimulatedServer server = builder.build();
        Map<String, String> metadata = new LinkedHashMap<>(Map.of("role", role));
        metadata.put("env", stage);
        server.setMetadata(metadata, created);
        server.setTags(List.of(role, stage));
        if (i % 6 == 5) {
            server.setState(VmState.STOPPED, null, 4, created);
        } else if (i % 12 == 7) {
            server.setState(VmState.PAUSED, null, 3, created);
        } else if (i % 12 == 10) {
            server.setState(VmState.SUSPENDED, null, 4, created);
        }
        server.lastChanged(created.plusSeconds(4 + (i * 104_729L) % 1_500));
        return server;
    }
}
