package org.stackdeck.simulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.ImmutableServerProperties;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VolumeAttachment;
import org.stackdeck.simulator.support.StableIds;

/** Volumes of the simulated Cinder. */
public final class VolumeStore {

    private final Map<String, SimulatedVolume> volumes = new LinkedHashMap<>();

    public synchronized void add(SimulatedVolume volume) {
        volumes.put(volume.id(), volume);
    }

    public synchronized void remove(String id) {
        volumes.remove(id);
    }

    public synchronized void change(String id, UnaryOperator<SimulatedVolume> change) {
        volumes.computeIfPresent(id, (same, volume) -> change.apply(volume));
    }

    /** Finds a volume of the project, or of any project if {@code project} is null. */
    public synchronized Optional<SimulatedVolume> find(@Nullable SimulatedProject project, String id) {
        return all(project).stream().filter(v -> v.id().equals(id)).findFirst();
    }

    /**
     * Returns a volume of the project, or of any project if {@code project} is null.
     *
     * @throws ApiException 404 if the volume does not exist
     */
    public SimulatedVolume require(@Nullable SimulatedProject project, String id) {
        return find(project, id).orElseThrow(() -> ApiException.notFound("Volume " + id + " could not be found."));
    }

    /** Returns the volumes of the project, or of all projects if {@code project} is null, newest first. */
    public synchronized List<SimulatedVolume> all(@Nullable SimulatedProject project) {
        applyServerDeletions();
        return volumes.values().stream()
                .filter(v -> project == null || v.project().equals(project))
                .sorted((a, b) -> b.created().compareTo(a.created()))
                .toList();
    }

    /**
     * Deletes the volumes of deleted servers if their attachment has {@code delete_on_termination}; detaches the
     * others.
     */
    private void applyServerDeletions() {
        volumes.values()
                .removeIf(v -> isOfDeletedServer(v)
                        && v.use() != null
                        && v.use().attachment().deleteOnTermination());
        volumes.replaceAll((id, v) -> isOfDeletedServer(v) ? v.withStatus("available", null, v.updated()) : v);
    }

    private static boolean isOfDeletedServer(SimulatedVolume volume) {
        SimulatedVolume.AttachmentState attachmentState = volume.use();
        return attachmentState != null && attachmentState.server().deleted();
    }

    /** Creates the root volumes of volume-backed servers, and three unattached volumes in each project with servers. */
    public synchronized void seed(Iterable<SimulatedServer> servers, Instant now) {
        for (SimulatedProject project : List.of(KeystoneAccounts.STAFF, KeystoneAccounts.RESEARCH)) {
            for (int i = 1; i <= 3; i++) {
                Instant then = now.minus(Duration.ofDays(10L + i));
                add(new SimulatedVolume(
                        StableIds.dashed("volume", project.name() + "-data-" + i),
                        project.name() + "-data-" + i,
                        project,
                        KeystoneAccounts.STACKDECK.id(),
                        10 * i,
                        "available",
                        i == 3 ? DefaultResources.DEBIAN : null,
                        then,
                        null));
            }
        }
        servers.forEach(this::addRootOf);
    }

    private void addRootOf(SimulatedServer server) {
        ImmutableServerProperties identity = server.immutableProperties();
        for (VolumeAttachment attachment : server.devices().volumes()) {
            add(new SimulatedVolume(
                    attachment.volumeId(),
                    server.name() + "-root",
                    identity.project(),
                    identity.userId(),
                    server.configuration().flavor().disk(),
                    "in-use",
                    DefaultResources.DEBIAN,
                    identity.created(),
                    new SimulatedVolume.AttachmentState(server, attachment, identity.created(), true)));
        }
    }
}
