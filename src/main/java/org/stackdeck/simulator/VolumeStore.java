package org.stackdeck.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Volumes of the simulated Cinder. */
final class VolumeStore {

    private final Map<String, SimulatedVolume> volumes = new LinkedHashMap<>();

    synchronized void add(SimulatedVolume volume) {
        volumes.put(volume.id(), volume);
    }

    synchronized void remove(String id) {
        volumes.remove(id);
    }

    synchronized void change(String id, UnaryOperator<SimulatedVolume> change) {
        volumes.computeIfPresent(id, (same, volume) -> change.apply(volume));
    }

    /** Finds a volume of the project, or of any project if it is null. */
    synchronized Optional<SimulatedVolume> find(@Nullable SimulatedProject project, String id) {
        return all(project).stream().filter(v -> v.id().equals(id)).findFirst();
    }

    /** Newest first. */
    synchronized List<SimulatedVolume> all(@Nullable SimulatedProject project) {
        settle();
        return volumes.values().stream()
                .filter(v -> project == null || v.project().equals(project))
                .sorted((a, b) -> b.created().compareTo(a.created()))
                .toList();
    }

    /** Releases the volumes of deleted servers and deletes those that are deleted with their server. */
    private void settle() {
        volumes.values()
                .removeIf(v ->
                        isLeft(v) && v.use() != null && v.use().attachment().deleteOnTermination());
        volumes.replaceAll((id, v) -> isLeft(v) ? v.become("available", null, v.updated()) : v);
    }

    private static boolean isLeft(SimulatedVolume volume) {
        SimulatedVolume.Use use = volume.use();
        return use != null && use.server().deleted();
    }

    /** Creates the root volumes of servers that boot from a volume, and a few unattached volumes. */
    synchronized void seed(Iterable<SimulatedServer> servers, Instant now) {
        for (SimulatedProject project : List.of(Accounts.STAFF, Accounts.RESEARCH)) {
            for (int i = 1; i <= 3; i++) {
                Instant then = now.minus(Duration.ofDays(10L + i));
                add(new SimulatedVolume(
                        Ids.dashed("volume", project.name() + "-data-" + i),
                        project.name() + "-data-" + i,
                        "",
                        project,
                        Accounts.CONSOLE.id(),
                        10 * i,
                        "available",
                        i == 3 ? Infrastructure.DEBIAN : null,
                        then,
                        then,
                        null));
            }
        }
        servers.forEach(this::addRootOf);
    }

    private void addRootOf(SimulatedServer server) {
        ServerOrigin origin = server.origin();
        for (VolumeAttachment attachment : server.devices().volumes()) {
            add(new SimulatedVolume(
                    attachment.volumeId(),
                    server.name() + "-root",
                    "",
                    origin.project(),
                    origin.userId(),
                    server.build().flavor().disk(),
                    "in-use",
                    Infrastructure.DEBIAN,
                    origin.created(),
                    origin.created(),
                    new SimulatedVolume.Use(server, attachment, origin.created(), true)));
        }
    }
}
