package org.stackdeck.simulator;

import java.time.Instant;

/** Attaches and detaches volumes, which sets no task state and does not change {@code updated}. */
final class VolumeTasks {

    private static final int ATTACHING = 700;
    private static final int DETACHING = 500;
    private static final int UNTIL_THE_COMPUTE_HEARS = 20;

    private final ServerTasks tasks;
    private final VolumeStore volumes;

    VolumeTasks(ServerTasks tasks, VolumeStore volumes) {
        this.tasks = tasks;
        this.volumes = volumes;
    }

    private Instant now() {
        return tasks.time().now();
    }

    /** The server shows the volume immediately. */
    void attach(NovaCall call, SimulatedServer server, VolumeAttachment attachment) {
        String id = attachment.volumeId();
        server.devices().attach(attachment);
        become(server, attachment, "reserved", false);
        ActionRecord record = begin(call, server, "attach_volume");
        tasks.conductor().later(UNTIL_THE_COMPUTE_HEARS, () -> {
            record.begin("compute_attach_volume", now(), server.build().host());
            become(server, attachment, "attaching", false);
        });
        tasks.conductor().later(UNTIL_THE_COMPUTE_HEARS + ATTACHING, () -> {
            if (!Failure.isWanted(server, "attach_volume")) {
                become(server, attachment, "in-use", true);
                record.succeed(now());
                return;
            }
            server.devices().detach(id);
            volumes.change(id, v -> v.become("available", null, now()));
            String reason = "lab_fail asked for a failed attach_volume";
            record.fail(now(), Tracebacks.of("attach_volume", reason), reason);
        });
    }

    private void become(SimulatedServer server, VolumeAttachment attachment, String status, boolean attached) {
        SimulatedVolume.Use use = new SimulatedVolume.Use(server, attachment, now(), attached);
        volumes.change(attachment.volumeId(), v -> v.become(status, use, now()));
    }

    /** The server shows the volume until the compute service has released it. */
    void detach(NovaCall call, SimulatedServer server, VolumeAttachment attachment) {
        String id = attachment.volumeId();
        volumes.change(id, v -> v.become("detaching", now()));
        ActionRecord record = begin(call, server, "detach_volume");
        tasks.conductor()
                .later(
                        UNTIL_THE_COMPUTE_HEARS,
                        () -> record.begin(
                                "compute_detach_volume", now(), server.build().host()));
        tasks.conductor().later(UNTIL_THE_COMPUTE_HEARS + DETACHING, () -> {
            if (!Failure.isWanted(server, "detach_volume")) {
                server.devices().detach(id);
                volumes.change(id, v -> v.become("available", null, now()));
                record.succeed(now());
                return;
            }
            volumes.change(id, v -> v.become("in-use", now()));
            String reason = "lab_fail asked for a failed detach_volume";
            record.fail(now(), Tracebacks.of("detach_volume", reason), reason);
        });
    }

    private ActionRecord begin(NovaCall call, SimulatedServer server, String word) {
        ActionRecord record = tasks.record(call, server, word);
        server.log(record);
        return record;
    }
}
