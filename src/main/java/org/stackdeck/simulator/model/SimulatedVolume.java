package org.stackdeck.simulator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;

/**
 * Volume.
 *
 * @param size GiB
 * @param status Cinder's status: creating, available, reserved, attaching, in-use, detaching,
 *     extending, deleting, error
 * @param image source image; null for an empty volume
 * @param snapshotId snapshot from which it was created, or null
 * @param sourceVolumeId volume from which it was created, or null
 * @param use the server that uses it, or null
 */
public record SimulatedVolume(
        String id,
        String name,
        @Nullable String description,
        SimulatedProject project,
        String userId,
        int size,
        String status,
        @Nullable SimulatedImage image,
        @Nullable String snapshotId,
        @Nullable String sourceVolumeId,
        Instant created,
        Instant updated,
        @Nullable AttachmentState use,
        boolean bootable,
        boolean readOnly) {

    /** Creates a volume from an image, or an empty one. */
    public SimulatedVolume(
            String id,
            String name,
            @Nullable String description,
            SimulatedProject project,
            String userId,
            int size,
            String status,
            @Nullable SimulatedImage image,
            Instant created,
            Instant updated,
            @Nullable AttachmentState use) {
        this(
                id,
                name,
                description,
                project,
                userId,
                size,
                status,
                image,
                null,
                null,
                created,
                updated,
                use,
                image != null,
                false);
    }

    /** @param attached false while the volume is only reserved */
    public record AttachmentState(
            SimulatedServer server, VolumeAttachment attachment, Instant since, boolean attached) {}

    public SimulatedVolume withStatus(String newStatus, @Nullable AttachmentState newUse, Instant now) {
        return new SimulatedVolume(
                id,
                name,
                description,
                project,
                userId,
                size,
                newStatus,
                image,
                snapshotId,
                sourceVolumeId,
                created,
                now,
                newUse,
                bootable,
                readOnly);
    }

    public SimulatedVolume withText(String newName, @Nullable String newDescription, Instant now) {
        return new SimulatedVolume(
                id,
                newName,
                newDescription,
                project,
                userId,
                size,
                status,
                image,
                snapshotId,
                sourceVolumeId,
                created,
                now,
                use,
                bootable,
                readOnly);
    }

    public SimulatedVolume withSize(int newSize) {
        return new SimulatedVolume(
                id,
                name,
                description,
                project,
                userId,
                newSize,
                status,
                image,
                snapshotId,
                sourceVolumeId,
                created,
                updated,
                use,
                bootable,
                readOnly);
    }

    public SimulatedVolume withFlags(boolean newBootable, boolean newReadOnly, Instant now) {
        return new SimulatedVolume(
                id,
                name,
                description,
                project,
                userId,
                size,
                status,
                image,
                snapshotId,
                sourceVolumeId,
                created,
                now,
                use,
                newBootable,
                newReadOnly);
    }

    public SimulatedVolume withStatus(String newStatus, Instant now) {
        return withStatus(newStatus, use, now);
    }
}
