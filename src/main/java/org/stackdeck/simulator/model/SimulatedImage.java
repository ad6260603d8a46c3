package org.stackdeck.simulator.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.support.StableIds;

/**
 * Image of the simulated Glance.
 *
 * @param status Glance's status: queued, saving, importing, active or deactivated
 * @param size size in bytes; null until it is known
 * @param owner project that owns the image; null for an initial image
 * @param members member status by ID of each project with which the image is shared
 * @param properties custom properties, including the properties of the distribution
 * @param upload format and checksum of the data; null for initial images and for snapshots of servers
 */
public record SimulatedImage(
        String id,
        ImageAttributes attributes,
        String status,
        String distribution,
        String version,
        @Nullable Long size,
        @Nullable SimulatedProject owner,
        Map<String, String> members,
        Instant created,
        Instant updated,
        Map<String, String> properties,
        @Nullable UploadedFile upload) {

    /**
     * @param checksum MD5 checksum; null until the data is uploaded
     * @param hash SHA-512 hash; null until the data is uploaded
     */
    public record UploadedFile(
            String diskFormat,
            String containerFormat,
            @Nullable String checksum,
            @Nullable String hash) {}

    /** Member status of a project that has neither accepted nor rejected a shared image. */
    public static final String PENDING = "pending";

    public static final String ACCEPTED = "accepted";

    public static final String REJECTED = "rejected";

    /** Value of the list parameter {@code member_status} that selects all member statuses. */
    public static final String ANY_STATUS = "all";

    private static final Instant BEGINNING = Instant.parse("2026-01-15T09:00:00Z");

    public static SimulatedImage of(String name, String distribution, String version, long size, int minDisk) {
        return new SimulatedImage(
                StableIds.dashed("image", name),
                new ImageAttributes(name, minDisk, 0, false, "public", List.of()),
                "active",
                distribution,
                version,
                size,
                null,
                Map.of(),
                BEGINNING,
                BEGINNING,
                Map.of("architecture", "x86_64", "os_distro", distribution, "os_version", version),
                null);
    }

    /** Creates an image whose data is uploaded or imported later. */
    public static SimulatedImage withoutData(
            ImageAttributes attributes,
            SimulatedProject owner,
            String diskFormat,
            String containerFormat,
            Instant now) {
        return new SimulatedImage(
                UUID.randomUUID().toString(),
                attributes,
                "queued",
                "",
                "",
                null,
                owner,
                Map.of(),
                now,
                now,
                Map.of(),
                new UploadedFile(diskFormat, containerFormat, null, null));
    }

    public SimulatedImage withMinRam(int minRam) {
        return withAttributes(
                new ImageAttributes(name(), minDisk(), minRam, isProtected(), visibility(), attributes.tags()),
                updated);
    }

    public String name() {
        return attributes.name();
    }

    public int minDisk() {
        return attributes.minDisk();
    }

    public int minRam() {
        return attributes.minRam();
    }

    public boolean isProtected() {
        return attributes.isProtected();
    }

    public String visibility() {
        return attributes.visibility();
    }

    /**
     * Creates a snapshot of a server that uses this image. The snapshot has no data yet. It belongs to the requesting
     * project, and is shared with the server's project if the projects differ.
     */
    public SimulatedImage snapshot(
            String itsId,
            String itsName,
            SimulatedServer server,
            SimulatedProject requester,
            Map<String, String> more,
            Instant now) {
        Map<String, String> its = new LinkedHashMap<>(properties);
        its.putAll(more);
        its.put("base_image_ref", server.configuration().image() == null ? "" : id);
        return new SimulatedImage(
                itsId,
                new ImageAttributes(
                        itsName,
                        server.configuration().flavor().disk(),
                        0,
                        false,
                        requester.equals(server.immutableProperties().project()) ? "private" : "shared",
                        List.of()),
                "queued",
                distribution,
                version,
                null,
                requester,
                requester.equals(server.immutableProperties().project())
                        ? Map.of()
                        : Map.of(server.immutableProperties().project().id(), PENDING),
                now,
                now,
                its,
                null);
    }

    public SimulatedImage withStatus(String newStatus, @Nullable Long newSize, Instant now) {
        return with(attributes, newStatus, newSize, upload, now);
    }

    /** Returns an active copy with the size, checksum and hash of the uploaded data. */
    public SimulatedImage withData(long newSize, String checksum, String hash, Instant now) {
        UploadedFile file = Objects.requireNonNull(upload, "no upload");
        return with(
                attributes,
                "active",
                newSize,
                new UploadedFile(file.diskFormat(), file.containerFormat(), checksum, hash),
                now);
    }

    public SimulatedImage withAttributes(ImageAttributes others, Instant now) {
        return with(others, status, size, upload, now);
    }

    public SimulatedImage withProperties(Map<String, String> others, Instant now) {
        return new SimulatedImage(
                id, attributes, status, distribution, version, size, owner, members, created, now, others, upload);
    }

    /** Returns a copy with these members. Like Glance, does not change {@code updated}. */
    public SimulatedImage withMembers(Map<String, String> others) {
        return new SimulatedImage(
                id,
                attributes,
                status,
                distribution,
                version,
                size,
                owner,
                others,
                created,
                updated,
                properties,
                upload);
    }

    private SimulatedImage with(
            ImageAttributes others,
            String newStatus,
            @Nullable Long newSize,
            @Nullable UploadedFile file,
            Instant now) {
        return new SimulatedImage(
                id, others, newStatus, distribution, version, newSize, owner, members, created, now, properties, file);
    }

    /**
     * Returns whether the token can read the image. A project that has not accepted a shared image can also read it.
     */
    public boolean isVisibleTo(Token token) {
        return visibility().equals("community") || isListedFor(token, ANY_STATUS);
    }

    private boolean isSharedWith(@Nullable SimulatedProject project, String status) {
        return visibility().equals("shared")
                && project != null
                && members.containsKey(project.id())
                && (status.equals(ANY_STATUS) || status.equals(members.get(project.id())));
    }

    /**
     * Returns whether the default lists of the token contain the image. They do not contain community images of other
     * projects.
     *
     * @param memberStatus member status with which shared images are listed for the token's project, or
     *     {@link #ANY_STATUS}; administrators see all shared images
     */
    public boolean isListedFor(Token token, String memberStatus) {
        SimulatedProject project = token.project();
        return visibility().equals("public")
                || owner == null
                || owner.equals(project)
                || (token.hasRole(Role.ADMIN) && !visibility().equals("community"))
                || isSharedWith(project, memberStatus);
    }
}
