package org.stackdeck.simulator.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedVolume;

/** Backups of volumes of the simulated Cinder. */
public final class VolumeBackupStore {

    private final Map<String, VolumeBackup> backups = new LinkedHashMap<>();
    private final QuotaStore quotaStore;

    public VolumeBackupStore(QuotaStore quotaStore) {
        this.quotaStore = quotaStore;
    }

    /** Adds the backup, or replaces the backup with the same ID. */
    public synchronized void put(VolumeBackup backup) {
        backups.put(backup.id(), backup);
    }

    public synchronized void setStatus(String id, String status) {
        backups.computeIfPresent(id, (_, backup) -> backup.withStatus(status));
    }

    public synchronized void remove(String id) {
        backups.remove(id);
    }

    /** Returns the backups of the project, or of all projects if {@code project} is null, newest first. */
    public synchronized List<VolumeBackup> of(@Nullable SimulatedProject project) {
        return backups.values().stream()
                .filter(backup -> project == null || backup.project().equals(project))
                .toList()
                .reversed();
    }

    /** Returns the latest available backup of the volume in the project. */
    public Optional<VolumeBackup> findLatest(SimulatedProject project, SimulatedVolume volume) {
        return of(project).stream()
                .filter(backup -> backup.volume().id().equals(volume.id()) && backup.isAvailable())
                .findFirst();
    }

    /**
     * Returns the backup of the project, or of any project if {@code project} is null.
     *
     * @throws ApiException 404 if the backup does not exist
     */
    public VolumeBackup require(@Nullable SimulatedProject project, String id) {
        return of(project).stream()
                .filter(backup -> backup.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Backup " + id + " could not be found."));
    }

    /** Returns whether incremental backups depend on the backup. */
    public boolean hasDependents(VolumeBackup parent) {
        return of(null).stream().anyMatch(backup -> parent.id().equals(backup.parentId()));
    }

    /** Returns the total size of the project's backups in GiB. */
    public int usedGigabytes(SimulatedProject project) {
        return of(project).stream().mapToInt(backup -> backup.volume().size()).sum();
    }

    /**
     * Checks the quotas for another backup. Like Cinder, checks the total size before the number of backups.
     *
     * @param size size of the volume in GiB
     * @throws ApiException 413 if a quota is exceeded
     */
    public void checkQuota(SimulatedProject project, int size) {
        int gigabytes = quotaStore.limit(project, "backup_gigabytes");
        int used = usedGigabytes(project);
        if (gigabytes >= 0 && used + size > gigabytes) {
            throw new ApiException(
                    413,
                    "VolumeBackupSizeExceedsAvailableQuota: Requested backup exceeds allowed Backup gigabytes quota."
                            + " Requested %dG, quota is %dG and %dG has been consumed."
                                    .formatted(size, gigabytes, used));
        }
        int limit = quotaStore.limit(project, "backups");
        if (limit >= 0 && of(project).size() >= limit) {
            throw new ApiException(
                    413, "BackupLimitExceeded: Maximum number of backups allowed (%d) exceeded".formatted(limit));
        }
    }
}
