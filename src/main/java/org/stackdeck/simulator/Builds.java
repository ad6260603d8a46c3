package org.stackdeck.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Builds servers: the scheduler selects a host, whose compute service connects and starts the server. */
final class Builds {

    /** The servers of one request. */
    record Started(String reservation, List<SimulatedServer> servers) {}

    private static final int SCHEDULING = 600;
    private static final int UNTIL_THE_COMPUTE_HEARS = 150;

    /** Cores of a host. */
    private static final int MOST_CORES = 64;

    private static final String NO_HOST = "No valid host was found. ";

    private final CloudState cloud;
    private final ServerTasks tasks;

    Builds(CloudState cloud, ServerTasks tasks) {
        this.cloud = cloud;
        this.tasks = tasks;
    }

    /** Whether any host is large enough for the flavor. */
    static boolean fits(SimulatedFlavor flavor) {
        return flavor.vcpus() <= MOST_CORES;
    }

    Started start(NovaCall call, ServerPlan plan, int count) {
        String reservation = "r-" + UUID.randomUUID().toString().substring(0, 8);
        List<SimulatedServer> servers = IntStream.rangeClosed(1, count)
                .mapToObj(i -> start(call, count == 1 ? plan : plan.named(plan.name() + "-" + i), reservation))
                .toList();
        return new Started(reservation, servers);
    }

    private SimulatedServer start(NovaCall call, ServerPlan plan, String reservation) {
        Instant now = cloud.time().now();
        String id = UUID.randomUUID().toString();
        ServerOrigin origin = new ServerOrigin(
                id,
                cloud.servers().nextNumber(),
                plan.project(),
                plan.userId(),
                now.truncatedTo(ChronoUnit.SECONDS),
                plan.configDrive(),
                reservation,
                plan.serverGroup());
        ServerBuild build = new ServerBuild(
                plan.flavor(),
                plan.image(),
                plan.keyName(),
                plan.userData(),
                ServerBuild.hostname(plan.name(), id),
                null);
        SimulatedServer server = new SimulatedServer(origin, build, plan.name());
        server.describe(plan.description(), now);
        server.describeBy(plan.metadata(), now);
        server.tag(plan.tags());
        server.launched(null);
        server.become(VmState.BUILDING, "scheduling", 0, now);
        reserve(plan, server);
        cloud.servers().add(server);
        ActionRecord record = tasks.record(call, server, "create");
        long turn = server.begin("scheduling", now);
        tasks.conductor().later(SCHEDULING, () -> {
            if (server.isTurn(turn)) {
                place(server, plan, record);
            }
        });
        return server;
    }

    /** Existing volumes are reserved immediately. */
    private void reserve(ServerPlan plan, SimulatedServer server) {
        Instant now = cloud.time().now();
        for (ServerPlan.DiskPlan disk : plan.disks()) {
            if (disk.volumeId() != null) {
                VolumeAttachment attachment = attachment(disk.volumeId(), server, disk);
                server.devices().attach(attachment);
                SimulatedVolume.Use use = new SimulatedVolume.Use(server, attachment, now, false);
                cloud.volumes().change(disk.volumeId(), v -> v.become("reserved", use, now));
            }
        }
    }

    private static VolumeAttachment attachment(String volumeId, SimulatedServer server, ServerPlan.DiskPlan disk) {
        int taken = server.devices().volumes().size() + (server.build().image() == null ? 0 : 1);
        return new VolumeAttachment(volumeId, "/dev/vd" + (char) ('a' + taken), disk.deleteOnTermination(), disk.tag());
    }

    private void place(SimulatedServer server, ServerPlan plan, ActionRecord record) {
        Instant now = cloud.time().now();
        if (!fits(plan.flavor()) || Failure.isWanted(server, "schedule")) {
            record.begin("conductor_schedule_and_build_instances", now, "simulated-controller");
            record.fail(now, Tracebacks.of("select_destinations", NO_HOST), NO_HOST);
            server.log(record);
            server.breakDown(new Failure(500, NO_HOST, now, Tracebacks.of("select_destinations", NO_HOST)), now);
            return;
        }
        // Between scheduling and building, a server has no task state but is not finished.
        long turn = server.begin(null, now);
        tasks.conductor().later(UNTIL_THE_COMPUTE_HEARS, () -> {
            if (server.isTurn(turn)) {
                server.remake(server.build().on(ServerBuild.host(server.origin().number())));
                tasks.conductor().run(server, ComputeAction.BUILD, record, new Equipment(plan, server));
            }
        });
    }

    /** Connects ports and volumes during the build. */
    private final class Equipment implements Errand {

        private final ServerPlan plan;
        private final SimulatedServer server;

        private Equipment(ServerPlan plan, SimulatedServer server) {
            this.plan = plan;
            this.server = server;
        }

        @Override
        public Optional<String> obstacle(String event) {
            return plan.networks().external()
                    ? Optional.of("Failed to allocate the network(s), not rescheduling.")
                    : Optional.empty();
        }

        @Override
        public void reaches(String task, Instant now) {
            switch (task) {
                case "block_device_mapping" -> {
                    connect();
                    plan.disks().forEach(disk -> make(disk, now));
                }
                case "spawning" -> take("attaching", false, now);
                default -> {}
            }
        }

        @Override
        public void succeeds(Instant now) {
            take("in-use", true, now);
        }

        private void connect() {
            if (!plan.networks().external()) {
                server.devices().connect(plan.networks().ports(plan, cloud.networks()));
            }
        }

        private void make(ServerPlan.DiskPlan disk, Instant now) {
            if (disk.volumeId() != null) {
                return;
            }
            String id = UUID.randomUUID().toString();
            cloud.volumes()
                    .add(new SimulatedVolume(
                            id,
                            "",
                            "",
                            plan.project(),
                            plan.userId(),
                            disk.size(),
                            "creating",
                            disk.image(),
                            now,
                            now,
                            null));
            server.devices().attach(attachment(id, server, disk));
        }

        private void take(String status, boolean attached, Instant now) {
            for (VolumeAttachment attachment : server.devices().volumes()) {
                SimulatedVolume.Use use = new SimulatedVolume.Use(server, attachment, now, attached);
                cloud.volumes().change(attachment.volumeId(), v -> v.become(status, use, now));
            }
        }
    }
}
