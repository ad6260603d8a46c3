package org.stackdeck.simulator.nova.tasks;

import java.time.Instant;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.ServerFault;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VolumeAttachment;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.VolumeStore;

/** Attaches and detaches volumes. Neither operation sets a task state or changes {@code updated}. */
public final class VolumeAttacher {

    private static final int ATTACH_MILLIS = 700;
    private static final int DETACH_MILLIS = 500;
    private static final int CAST_MILLIS = 20;

    private final ServerActionStarter starter;
    private final VolumeStore volumes;

    public VolumeAttacher(ServerActionStarter starter, VolumeStore volumes) {
        this.starter = starter;
        this.volumes = volumes;
    }

    private Instant now() {
        return starter.scheduler().now();
    }

    /** Attaches a volume. The volume is in the list of attached volumes immediately. */
    public void attach(NovaRequest novaRequest, SimulatedServer server, VolumeAttachment attachment) {
        String id = attachment.volumeId();
        server.devices().addVolume(attachment);
        setVolumeStatus(server, attachment, "reserved", false);
        InstanceActionRecord record = begin(novaRequest, server, "attach_volume");
        starter.conductor().schedule(CAST_MILLIS, () -> {
            record.begin("compute_attach_volume", now(), server.configuration().host());
            setVolumeStatus(server, attachment, "attaching", false);
        });
        starter.conductor().schedule(CAST_MILLIS + ATTACH_MILLIS, () -> {
            if (!ServerFault.isFailureRequested(server, "attach_volume")) {
                setVolumeStatus(server, attachment, "in-use", true);
                record.succeed(now());
                return;
            }
            server.devices().removeVolume(id);
            volumes.change(id, v -> v.withStatus("available", null, now()));
            String reason = "lab_fail asked for a failed attach_volume";
            record.fail(now(), FaultTracebacks.of("attach_volume", reason), reason);
        });
    }

    private void setVolumeStatus(SimulatedServer server, VolumeAttachment attachment, String status, boolean attached) {
        SimulatedVolume.AttachmentState attachmentState =
                new SimulatedVolume.AttachmentState(server, attachment, now(), attached);
        volumes.change(attachment.volumeId(), v -> v.withStatus(status, attachmentState, now()));
    }

    /**
     * Detaches a volume. The volume stays in the list of attached volumes until the compute service has released it.
     */
    public void detach(NovaRequest novaRequest, SimulatedServer server, VolumeAttachment attachment) {
        String id = attachment.volumeId();
        volumes.change(id, v -> v.withStatus("detaching", now()));
        InstanceActionRecord record = begin(novaRequest, server, "detach_volume");
        starter.conductor()
                .schedule(
                        CAST_MILLIS,
                        () -> record.begin(
                                "compute_detach_volume",
                                now(),
                                server.configuration().host()));
        starter.conductor().schedule(CAST_MILLIS + DETACH_MILLIS, () -> {
            if (!ServerFault.isFailureRequested(server, "detach_volume")) {
                server.devices().removeVolume(id);
                volumes.change(id, v -> v.withStatus("available", null, now()));
                record.succeed(now());
                return;
            }
            volumes.change(id, v -> v.withStatus("in-use", now()));
            String reason = "lab_fail asked for a failed detach_volume";
            record.fail(now(), FaultTracebacks.of("detach_volume", reason), reason);
        });
    }

    private InstanceActionRecord begin(NovaRequest novaRequest, SimulatedServer server, String word) {
        InstanceActionRecord record = starter.record(novaRequest, server, word);
        server.addAction(record);
        return record;
    }
}
