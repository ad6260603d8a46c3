package org.stackdeck.simulator.state;

import java.time.Instant;
import java.util.Map;
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
        Map<String, String> metadata,
        Instant created) {

    public boolean isAvailable() {
        return status.equals("available");
    }

    public VolumeBackup withAttributes(
            @Nullable String newName, @Nullable String newDescription, Map<String, String> newMetadata) {
        return new VolumeBackup(id, newName, newDescription, project, status, volume, parentId, newMetadata, created);
    }

    public VolumeBackup withStatus(String newStatus) {
        return new VolumeBackup(id, name, description, project, newStatus, volume, parentId, metadata, created);
    }
}
