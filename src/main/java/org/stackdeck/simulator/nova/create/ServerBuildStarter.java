package org.stackdeck.simulator.nova.create;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.stackdeck.simulator.model.ImmutableServerProperties;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.ServerConfiguration;
import org.stackdeck.simulator.model.ServerFault;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.model.VolumeAttachment;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ActionSideEffect;
import org.stackdeck.simulator.nova.tasks.ComputeAction;
import org.stackdeck.simulator.nova.tasks.FaultTracebacks;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.state.CloudState;

/**
 * Simulates the build of servers. After the scheduler has selected a host, the compute service attaches ports and
 * volumes and starts the server.
 */
public final class ServerBuildStarter {

    record StartedServers(String reservation, List<SimulatedServer> servers) {}

    private static final int SCHEDULE_MILLIS = 600;
    private static final int CAST_MILLIS = 150;

    /** Number of cores of a host. */
    private static final int MAX_CORES = 64;

    private static final String NO_HOST = "No valid host was found. ";

    private final CloudState cloud;
    private final ServerActionStarter starter;

    public ServerBuildStarter(CloudState cloud, ServerActionStarter starter) {
        this.cloud = cloud;
        this.starter = starter;
    }

    /** Returns whether a host has enough cores for the flavor. */
    public static boolean fits(SimulatedFlavor flavor) {
        return flavor.vcpus() <= MAX_CORES;
    }

    StartedServers start(NovaRequest novaRequest, NewServerPlan plan, int count) {
        String reservation = "r-" + UUID.randomUUID().toString().substring(0, 8);
        List<SimulatedServer> servers = IntStream.rangeClosed(1, count)
                .mapToObj(i -> start(novaRequest, count == 1 ? plan : plan.named(plan.name() + "-" + i), reservation))
                .toList();
        return new StartedServers(reservation, servers);
    }

    private SimulatedServer start(NovaRequest novaRequest, NewServerPlan plan, String reservation) {
        Instant now = cloud.time().now();
        String id = UUID.randomUUID().toString();
        ImmutableServerProperties identity = new ImmutableServerProperties(
                id,
                cloud.servers().nextNumber(),
                plan.project(),
                plan.userId(),
                now.truncatedTo(ChronoUnit.SECONDS),
                plan.configDrive(),
                reservation,
                plan.serverGroup());
        ServerConfiguration configuration = new ServerConfiguration(
                plan.flavor(),
                plan.image(),
                plan.keyName(),
                plan.userData(),
                ServerConfiguration.hostname(plan.name(), id),
                null);
        SimulatedServer server = new SimulatedServer(identity, configuration, plan.name());
        server.setDescription(plan.description(), now);
        server.setMetadata(plan.metadata(), now);
        server.setTags(plan.tags());
        server.launched(null);
        server.setState(VmState.BUILDING, "scheduling", 0, now);
        reserve(plan, server);
        cloud.servers().add(server);
        InstanceActionRecord record = starter.record(novaRequest, server, "create");
        long turn = server.startTask("scheduling", now);
        starter.conductor().schedule(SCHEDULE_MILLIS, () -> {
            if (server.isCurrentTask(turn)) {
                place(server, plan, record);
            }
        });
        return server;
    }

    /** Reserves existing volumes before the scheduler runs. */
    private void reserve(NewServerPlan plan, SimulatedServer server) {
        Instant now = cloud.time().now();
        for (NewServerPlan.DiskPlan disk : plan.disks()) {
            if (disk.volumeId() != null) {
                VolumeAttachment attachment = attachment(disk.volumeId(), server, disk);
                server.devices().addVolume(attachment);
                SimulatedVolume.AttachmentState attachmentState =
                        new SimulatedVolume.AttachmentState(server, attachment, now, false);
                cloud.volumes().change(disk.volumeId(), v -> v.withStatus("reserved", attachmentState, now));
            }
        }
    }

    private static VolumeAttachment attachment(String volumeId, SimulatedServer server, NewServerPlan.DiskPlan disk) {
        int taken = server.devices().volumes().size() + (server.configuration().image() == null ? 0 : 1);
        return new VolumeAttachment(volumeId, "/dev/vd" + (char) ('a' + taken), disk.deleteOnTermination(), disk.tag());
    }

    private void place(SimulatedServer server, NewServerPlan plan, InstanceActionRecord record) {
        Instant now = cloud.time().now();
        if (!fits(plan.flavor()) || ServerFault.isFailureRequested(server, "schedule")) {
            record.begin("conductor_schedule_and_build_instances", now, "simulated-controller");
            record.fail(now, FaultTracebacks.of("select_destinations", NO_HOST), NO_HOST);
            server.addAction(record);
            server.setFault(
                    new ServerFault(500, NO_HOST, now, FaultTracebacks.of("select_destinations", NO_HOST)), now);
            return;
        }
        // Between scheduling and building, a server has no task state, although its build continues.
        long turn = server.startTask(null, now);
        starter.conductor().schedule(CAST_MILLIS, () -> {
            synchronized (server) {
                if (server.isCurrentTask(turn)) {
                    server.setConfiguration(server.configuration()
                            .withHost(ServerConfiguration.host(
                                    server.immutableProperties().number())));
                    starter.conductor().run(server, ComputeAction.BUILD, record, new BuildSideEffect(plan, server));
                }
            }
        });
    }

    /** Connects ports and volumes during the build. */
    private final class BuildSideEffect implements ActionSideEffect {

        private final NewServerPlan plan;
        private final SimulatedServer server;

        private BuildSideEffect(NewServerPlan plan, SimulatedServer server) {
            this.plan = plan;
            this.server = server;
        }

        @Override
        public Optional<String> findObstacle(String event) {
            return plan.networks().cannotBeAllocated(cloud.networks())
                    ? Optional.of("Failed to allocate the network(s), not rescheduling.")
                    : Optional.empty();
        }

        @Override
        public void onTaskState(String task, Instant now) {
            switch (task) {
                case "block_device_mapping" -> {
                    connect();
                    plan.disks().forEach(disk -> createVolume(disk, now));
                }
                case "spawning" -> setVolumeStatus("attaching", false, now);
                default -> {}
            }
        }

        @Override
        public void onSuccess(Instant now) {
            setVolumeStatus("in-use", true, now);
        }

        private void connect() {
            if (!plan.networks().cannotBeAllocated(cloud.networks())) {
                server.devices().setPorts(plan.networks().ports(plan, cloud.networks()));
            }
        }

        private void createVolume(NewServerPlan.DiskPlan disk, Instant now) {
            if (disk.volumeId() != null) {
                return;
            }
            String id = UUID.randomUUID().toString();
            cloud.volumes()
                    .add(new SimulatedVolume(
                            id, "", plan.project(), plan.userId(), disk.size(), "creating", disk.image(), now, null));
            server.devices().addVolume(attachment(id, server, disk));
        }

        private void setVolumeStatus(String status, boolean attached, Instant now) {
            for (VolumeAttachment attachment : server.devices().volumes()) {
                SimulatedVolume.AttachmentState attachmentState =
                        new SimulatedVolume.AttachmentState(server, attachment, now, attached);
                cloud.volumes().change(attachment.volumeId(), v -> v.withStatus(status, attachmentState, now));
            }
        }
    }
}
