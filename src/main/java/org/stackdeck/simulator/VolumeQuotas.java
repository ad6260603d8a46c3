package org.stackdeck.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /limits} and {@code /os-quota-sets}. */
final class VolumeQuotas {

    private final VolumeStore volumes;
    private final VolumeSnapshots snapshots;
    private final Quotas quotas;

    VolumeQuotas(CloudState cloud) {
        this.volumes = cloud.volumes();
        this.snapshots = cloud.snapshots();
        this.quotas = cloud.quotas();
    }

    ObjectNode limits(SimulatedProject project) {
        Map<String, Integer> used = used(project);
        ObjectNode document = Json.object();
        ObjectNode limits = document.putObject("limits");
        limits.putArray("rate");
        ObjectNode absolute = limits.putObject("absolute")
                .put("maxTotalVolumes", quotas.limit(project, "volumes"))
                .put("maxTotalSnapshots", quotas.limit(project, "snapshots"))
                .put("maxTotalVolumeGigabytes", quotas.limit(project, "gigabytes"))
                .put("maxTotalBackups", quotas.limit(project, "backups"))
                .put("maxTotalBackupGigabytes", quotas.limit(project, "backup_gigabytes"))
                .put("totalVolumesUsed", used.get("volumes"))
                .put("totalGigabytesUsed", used.get("gigabytes"))
                .put("totalSnapshotsUsed", used.get("snapshots"));
        absolute.put("totalBackupsUsed", 0).put("totalBackupGigabytesUsed", 0);
        return document;
    }

    Reply set(Request request, Token token, SimulatedProject project, List<String> path) {
        String id = path.isEmpty() ? project.id() : path.getFirst();
        if (!id.equals(project.id()) && !token.may(Role.ADMIN)) {
            throw Refusal.forbidden("Policy doesn't allow volume_extension:quotas:show to be performed.");
        }
        SimulatedProject about = new Accounts().project(id).orElse(project);
        boolean use = request.query()
                .first("usage")
                .map(u -> u.equalsIgnoreCase("true"))
                .orElse(false);
        ObjectNode document = Json.object();
        ObjectNode set = document.putObject("quota_set");
        used(about).forEach((resource, used) -> {
            int limit = quotas.limit(about, resource);
            if (use) {
                set.putObject(resource).put("limit", limit).put("in_use", used).put("reserved", 0);
            } else {
                set.put(resource, limit);
            }
        });
        set.put("id", about.id());
        return Reply.ok(document);
    }

    private Map<String, Integer> used(SimulatedProject project) {
        List<SimulatedVolume> own = volumes.all(project);
        List<VolumeSnapshot> taken = snapshots.of(project);
        Map<String, Integer> used = new LinkedHashMap<>();
        used.put("volumes", own.size());
        used.put("per_volume_gigabytes", 0);
        used.put("snapshots", taken.size());
        used.put(
                "gigabytes",
                own.stream().mapToInt(SimulatedVolume::size).sum()
                        + taken.stream().mapToInt(VolumeSnapshot::size).sum());
        used.put("backups", 0);
        used.put("backup_gigabytes", 0);
        used.put("groups", 0);
        return used;
    }
}
