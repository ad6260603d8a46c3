package org.stackdeck.simulator.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.support.StableIds;

/**
 * Image.
 *
 * @param status Glance's status: queued, saving, active, deactivated
 * @param size bytes; null until known
 * @param minDisk GiB
 * @param minRam MiB
 * @param owner project of a private image; null for a public one
 * @param member another project with which the image is shared, or null
 * @param isProtected whether the image cannot be deleted
 * @param properties in addition to those of the distribution
 * @param upload null for images that were not uploaded
 */
public record SimulatedImage(
        String id,
        String name,
        String status,
        String distribution,
        String version,
        @Nullable Long size,
        int minDisk,
        int minRam,
        @Nullable SimulatedProject owner,
        @Nullable SimulatedProject member,
        Instant created,
        Instant updated,
        boolean isProtected,
        Map<String, String> properties,
        @Nullable UploadedFile upload) {

    /** @param checksum MD5; null until the data is uploaded */
    public record UploadedFile(String diskFormat, @Nullable String checksum) {}

    private static final Instant BEGINNING = Instant.parse("2026-01-15T09:00:00Z");

    public static SimulatedImage of(String name, String distribution, String version, long size, int minDisk) {
        return new SimulatedImage(
                StableIds.dashed("image", name),
                name,
                "active",
                distribution,
                version,
                size,
                minDisk,
                0,
                null,
                null,
                BEGINNING,
                BEGINNING,
                false,
                Map.of(),
                null);
    }

    public SimulatedImage withMinRam(int itsMinRam) {
        return new SimulatedImage(
                id,
                name,
                status,
                distribution,
                version,
                size,
                minDisk,
                itsMinRam,
                owner,
                member,
                created,
                updated,
                isProtected,
                properties,
                upload);
    }

    /**
     * Snapshot of a server that uses this image, still without data. It belongs to the project that requested it, and is
     * shared with the server's project.
     */
    public SimulatedImage snapshot(
            String itsId,
            String itsName,
            SimulatedServer server,
            SimulatedProject requester,
            Map<String, String> more,
            Instant now) {
        Map<String, String> its = new LinkedHashMap<>(more);
        its.put("base_image_ref", server.configuration().image() == null ? "" : id);
        return new SimulatedImage(
                itsId,
                itsName,
                "queued",
                distribution,
                version,
                null,
                server.configuration().flavor().disk(),
                0,
                requester,
                requester.equals(server.origin().project())
                        ? null
                        : server.origin().project(),
                now,
                now,
                false,
                its,
                null);
    }

    public SimulatedImage withStatus(String newStatus, @Nullable Long newSize, Instant now) {
        return new SimulatedImage(
                id,
                name,
                newStatus,
                distribution,
                version,
                newSize,
                minDisk,
                minRam,
                owner,
                member,
                created,
                now,
                isProtected,
                properties,
                upload);
    }

    /** Returns a copy with the data, which is then active. */
    public SimulatedImage withData(long newSize, String checksum, Instant now) {
        UploadedFile file =
                new UploadedFile(Objects.requireNonNull(upload, "no upload").diskFormat(), checksum);
        return new SimulatedImage(
                id,
                name,
                "active",
                distribution,
                version,
                newSize,
                minDisk,
                minRam,
                owner,
                member,
                created,
                now,
                isProtected,
                properties,
                file);
    }

    /** Returns a copy with other attributes. */
    public SimulatedImage withAttributes(
            String newName, int newMinDisk, int newMinRam, boolean newProtection, Instant now) {
        return new SimulatedImage(
                id,
                newName,
                status,
                distribution,
                version,
                size,
                newMinDisk,
                newMinRam,
                owner,
                member,
                created,
                now,
                newProtection,
                properties,
                upload);
    }

    public boolean isVisibleTo(Token token) {
        SimulatedProject project = token.project();
        return owner == null
                || token.hasRole(Role.ADMIN)
                || owner.equals(project)
                || (member != null && member.equals(project));
    }

    public String visibility() {
        return owner == null ? "public" : member != null ? "shared" : "private";
    }
}
