package org.stackdeck.simulator.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedVolume;

/**
 * Backup of a volume.
 *
 * @param status creating, available, restoring or deleting
 * @param volume state of the volume at the time of the backup
 * @param parentId ID of the backup on which an incremental backup is based; null for a full backup
 */
public record VolumeBackup(
        String id,
        @Nullable String name,
        @Nullable String description,
        SimulatedProject project,
        String status,
        SimulatedVolume volume,
        @Nullable String parentId,
        Instant created) {

    public boolean isAvailable() {
        return status.equals("available");
    }

    public VolumeBackup withText(@Nullable String newName, @Nullable String newDescription) {
        return new VolumeBackup(id, newName, newDescription, project, status, volume, parentId, created);
    }

    public VolumeBackup withStatus(String newStatus) {
        return new VolumeBackup(id, name, description, project, newStatus, volume, parentId, created);
    }
}
