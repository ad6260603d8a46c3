package org.stackdeck.simulator.cinder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VolumeSnapshot;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.state.VolumeBackupStore;
import org.stackdeck.simulator.state.VolumeSnapshotStore;
import org.stackdeck.simulator.state.VolumeStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /limits} and {@code /os-quota-sets}. */
public final class VolumeQuotasResource {

    private final VolumeStore volumes;
    private final VolumeSnapshotStore store;
    private final VolumeBackupStore backups;
    private final QuotaStore quotaStore;

    public VolumeQuotasResource(CloudState cloud, VolumeBackupStore backups) {
        this.backups = backups;
        this.volumes = cloud.volumes();
        this.store = cloud.snapshots();
        this.quotaStore = cloud.quotas();
    }

    ObjectNode limits(SimulatedProject project) {
        Map<String, Integer> used = used(project);
        ObjectNode document = Json.object();
        ObjectNode limits = document.putObject("limits");
        limits.putArray("rate");
        limits.putObject("absolute")
                .put("maxTotalVolumes", quotaStore.limit(project, "volumes"))
                .put("maxTotalSnapshots", quotaStore.limit(project, "snapshots"))
                .put("maxTotalVolumeGigabytes", quotaStore.limit(project, "gigabytes"))
                .put("maxTotalBackups", quotaStore.limit(project, "backups"))
                .put("maxTotalBackupGigabytes", quotaStore.limit(project, "backup_gigabytes"))
                .put("totalVolumesUsed", used.get("volumes"))
                .put("totalGigabytesUsed", used.get("gigabytes"))
                .put("totalSnapshotsUsed", used.get("snapshots"))
                .put("totalBackupsUsed", used.get("backups"))
                .put("totalBackupGigabytesUsed", used.get("backup_gigabytes"));
        return document;
    }

    ApiResponse set(ApiRequest apiRequest, Token token, SimulatedProject project, List<String> path) {
        String id = path.isEmpty() ? project.id() : path.getFirst();
        if (!id.equals(project.id()) && !token.hasRole(Role.ADMIN)) {
            throw ApiException.forbidden("Policy doesn't allow volume_extension:quotas:show to be performed.");
        }
        SimulatedProject about = new KeystoneAccounts().project(id).orElse(project);
        boolean use = apiRequest
                .query()
                .last("usage")
                .map(u -> u.equalsIgnoreCase("true"))
                .orElse(false);
        ObjectNode document = Json.object();
        ObjectNode set = document.putObject("quota_set");
        used(about).forEach((resource, used) -> {
            int limit = quotaStore.limit(about, resource);
            if (use) {
                set.putObject(resource).put("limit", limit).put("in_use", used).put("reserved", 0);
            } else {
                set.put(resource, limit);
            }
        });
        set.put("id", about.id());
        return ApiResponse.ok(document);
    }

    /**
     * Checks the quota for a new volume. Like Cinder, reports exceeded gigabytes before an exceeded number of volumes.
     *
     * @param size size in GiB
     * @throws ApiException 413 if a limit is exceeded
     */
    void checkVolume(SimulatedProject project, int size) {
        store.checkGigabytes(project, size);
        int most = quotaStore.limit(project, "volumes");
        if (most >= 0 && volumes.all(project).size() >= most) {
            throw new ApiException(
                    413,
                    "VolumeLimitExceeded: Maximum number of volumes allowed (%d) exceeded for quota 'volumes'."
                            .formatted(most));
        }
    }

    /**
     * Checks the quota of the project that accepts the volume with these snapshots. For a transfer, Cinder's message
     * about gigabytes does not begin with the name of the error.
     *
     * @throws ApiException 413 if a limit is exceeded
     */
    void checkTransfer(SimulatedProject project, SimulatedVolume volume, List<VolumeSnapshot> snapshots) {
        try {
            checkVolume(project, volume.size());
            store.checkGigabytes(
                    project,
                    volume.size()
                            + snapshots.stream().mapToInt(VolumeSnapshot::size).sum());
            store.checkCount(project, snapshots.size());
        } catch (ApiException e) {
            throw new ApiException(e.status(), e.message().replaceFirst("^VolumeSizeExceedsAvailableQuota: ", ""));
        }
    }

    private Map<String, Integer> used(SimulatedProject project) {
        List<SimulatedVolume> own = volumes.all(project);
        List<VolumeSnapshot> taken = store.of(project);
        Map<String, Integer> used = new LinkedHashMap<>();
        used.put("volumes", own.size());
        used.put("per_volume_gigabytes", 0);
        used.put("snapshots", taken.size());
        used.put("gigabytes", store.usedGigabytes(project));
        used.put("backups", backups.of(project).size());
        used.put("backup_gigabytes", backups.usedGigabytes(project));
        used.put("groups", 0);
        return used;
    }
}
