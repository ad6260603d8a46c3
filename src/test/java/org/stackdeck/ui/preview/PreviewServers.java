package org.stackdeck.ui.preview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Address;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Fault;
import org.stackdeck.cloud.Flavor;
import org.stackdeck.cloud.Image;
import org.stackdeck.cloud.PowerState;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.TaskState;

/** Servers as a small company has them, one of each kind. */
final class PreviewServers {

    static final CloudName CLOUD = new CloudName("fra-1");
    static final Project RESEARCH = new Project(CLOUD, new ProjectId("a1"), "research");
    static final Project PLATFORM = new Project(CLOUD, new ProjectId("a2"), "platform");

    private PreviewServers() {}

    static List<Server> all(Instant now, int more) {
        List<Server> servers = new ArrayList<>(List.of(
                make(
                        now,
                        "api-gateway",
                        PLATFORM,
                        ServerStatus.VERIFY_RESIZE,
                        87,
                        4,
                        "debian-13",
                        "203.0.113.18",
                        "api"),
                make(now, "archive-2024", RESEARCH, ServerStatus.SHELVED_OFFLOADED, 700, 2, "debian-12", null, "cold"),
                make(now, "bastion-01", PLATFORM, ServerStatus.ACTIVE, 212, 1, "debian-13", "203.0.113.9", "ssh"),
                make(now, "build-cache", PLATFORM, ServerStatus.ACTIVE, 58, 8, "debian-13", "10.20.0.41", "ci"),
                make(now, "ci-runner-5", PLATFORM, ServerStatus.ACTIVE, 6, 4, "ubuntu-24.04", "10.20.0.55", "ci"),
                make(now, "ci-runner-6", PLATFORM, ServerStatus.ACTIVE, 6, 4, "ubuntu-24.04", "10.20.0.56", "ci"),
                make(now, "ci-runner-7", PLATFORM, ServerStatus.BUILD, 0, 4, "ubuntu-24.04", "10.20.0.57", "ci"),
                make(now, "ci-runner-10", PLATFORM, ServerStatus.ACTIVE, 6, 4, "ubuntu-24.04", "10.20.0.60", "ci"),
                make(now, "db-primary", RESEARCH, ServerStatus.ACTIVE, 212, 8, null, "10.10.2.12", "prod"),
                make(now, "db-replica", RESEARCH, ServerStatus.ACTIVE, 212, 8, null, "10.10.2.13", "prod"),
                make(now, "gpu-train-02", RESEARCH, ServerStatus.ERROR, 0, 16, "cuda-13", null, "gpu"),
                make(now, "jupyter-li", RESEARCH, ServerStatus.SUSPENDED, 19, 4, "jupyter-5", "10.10.2.77", "web"),
                make(now, "mail-relay", PLATFORM, ServerStatus.SHUTOFF, 140, 1, "debian-13", "10.20.0.25", "prod"),
                make(now, "monitor-01", PLATFORM, ServerStatus.ACTIVE, 212, 4, "debian-13", "10.20.0.30", "prod"),
                make(now, "staging-app", PLATFORM, ServerStatus.PAUSED, 33, 2, "ubuntu-24.04", "10.20.0.91", "staging"),
                make(now, "<b>bold</b>", RESEARCH, ServerStatus.UNKNOWN, 3, 2, "debian-13", "2001:db8::17", "web"),
                make(now, "web-01", RESEARCH, ServerStatus.ACTIVE, 34, 2, "debian-13", "203.0.113.24", "web"),
                make(now, "web-02", RESEARCH, ServerStatus.ACTIVE, 34, 2, "debian-13", "203.0.113.25", "web"),
                make(now, "web-03", RESEARCH, ServerStatus.SHUTOFF, 34, 2, "debian-13", "10.10.2.162", "web"),
                make(now, "win-build-01", PLATFORM, ServerStatus.ACTIVE, 12, 8, "windows-2025", "10.20.0.71", "ci")));
        for (int i = 1; i <= more; i++) {
            servers.add(make(
                    now,
                    "worker-" + i,
                    i % 2 == 0 ? RESEARCH : PLATFORM,
                    i % 5 == 0 ? ServerStatus.SHUTOFF : ServerStatus.ACTIVE,
                    i % 300,
                    2,
                    "debian-13",
                    "10.30." + i / 250 + "." + i % 250,
                    "worker"));
        }
        return servers;
    }

    private static Server make(
            Instant now,
            String name,
            Project project,
            ServerStatus status,
            int days,
            int cpus,
            @Nullable String image,
            @Nullable String ip,
            String tag) {
        Instant created = now.minus(Duration.ofDays(days)).minusSeconds(41);
        List<Address> addresses = ip == null
                ? List.of()
                : ip.startsWith("203")
                        ? List.of(new Address("lan", "10.20.7.7", 4, false), new Address("lan", ip, 4, true))
                        : List.of(new Address("lan", ip, ip.contains(":") ? 6 : 4, false));
        boolean locked = name.equals("db-primary");
        return new Server(
                new ServerKey(CLOUD, new ServerId("0b9e-" + name.replaceAll("[^a-z0-9-]", ""))),
                project,
                name,
                status,
                status == ServerStatus.BUILD ? TaskState.SPAWNING : null,
                status == ServerStatus.ACTIVE ? PowerState.RUNNING : PowerState.SHUTDOWN,
                addresses,
                new Flavor("m1." + cpus, cpus, cpus == 1 ? 512 : cpus * 2048, image == null ? 0 : cpus * 20),
                image == null ? null : new Image("img-" + image, image),
                created,
                created,
                locked,
                locked ? "primary database" : null,
                "u1",
                null,
                status == ServerStatus.ACTIVE && !tag.equals("prod") ? Set.of(tag, "prod") : Set.of(tag),
                Map.of(),
                null,
                "nova",
                null,
                status == ServerStatus.ERROR ? new Fault(500, "No valid host was found.", created) : null,
                status == ServerStatus.BUILD ? 40 : null);
    }

    static Server with(Server server, ServerStatus status, @Nullable TaskState task) {
        return new Server(
                server.key(),
                server.project(),
                server.name(),
                status,
                task,
                status == ServerStatus.ACTIVE ? PowerState.RUNNING : PowerState.SHUTDOWN,
                server.addresses(),
                server.flavor(),
                server.image(),
                server.created(),
                server.updated().plusSeconds(1),
                server.locked(),
                server.lockedReason(),
                server.userId(),
                server.description(),
                server.tags(),
                server.metadata(),
                server.keyName(),
                server.availabilityZone(),
                server.host(),
                server.fault(),
                null);
    }
}
