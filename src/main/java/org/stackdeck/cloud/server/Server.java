package org.stackdeck.cloud.server;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

/**
 * A server as last reported by Nova. Immutable; equal instances are displayed identically.
 *
 * @param name free text from the cloud: untrusted, may be empty, may contain markup
 * @param taskState null if Nova performs no task on the server
 * @param image null for a server that boots from a volume
 * @param userId Keystone ID of the user who created the server
 * @param metadata includes the keys reserved for Stackdeck; see {@link #userMetadata}
 * @param host the compute host; null unless the cloud's credential is permitted to see it
 * @param progress build or migration progress in percent, 0 to 100; null if Nova reports none
 */
public record Server(
        ServerKey key,
        Project project,
        String name,
        ServerStatus status,
        @Nullable TaskState taskState,
        PowerState powerState,
        List<ServerAddress> addresses,
        Flavor flavor,
        @Nullable ServerImage image,
        Instant created,
        Instant updated,
        boolean locked,
        @Nullable String lockedReason,
        String userId,
        @Nullable String description,
        Set<String> tags,
        Map<String, String> metadata,
        @Nullable String keyName,
        @Nullable String availabilityZone,
        @Nullable String host,
        @Nullable Fault fault,
        @Nullable Integer progress) {

    private static final long BYTES_PER_SERVER = 2048;
    private static final long BYTES_PER_ENTRY = 128;
    private static final long BYTES_PER_CHARACTER = 2;

    public Server {
        addresses = List.copyOf(addresses);
        tags = Set.copyOf(tags);
        metadata = Map.copyOf(metadata);
    }

    /** Returns the metadata that users can see and change. */
    public Map<String, String> userMetadata() {
        return ReservedMetadata.removeFrom(metadata);
    }

    public CloudName cloud() {
        return key.cloud();
    }

    public ServerId id() {
        return key.id();
    }

    /** Returns the name, or the ID if the name is blank. */
    public String displayName() {
        return name.isBlank() ? id().value() : name;
    }

    public Optional<TaskState> task() {
        return Optional.ofNullable(taskState);
    }

    /** Returns the addresses. Floating IPs come first, because users connect to them. */
    public List<ServerAddress> addressesFloatingFirst() {
        return addresses.stream()
                .sorted(Comparator.comparing(address -> !address.floating()))
                .toList();
    }

    /** Returns whether Nova is performing a task on the server. */
    public boolean inTransition() {
        return taskState != null || status.isTransitional();
    }

    /** Returns whether the server is deleted or soft-deleted and therefore no longer visible to project members. */
    public boolean deleted() {
        return status == ServerStatus.DELETED || status == ServerStatus.SOFT_DELETED;
    }

    /** Returns the approximate memory of the server and of its entries in indexes, in bytes. */
    public long estimatedSize() {
        return BYTES_PER_SERVER
                + BYTES_PER_ENTRY * (metadata.size() + tags.size() + addresses.size())
                + BYTES_PER_CHARACTER * toString().length();
    }

    /** Returns a copy without the host, for users who are not permitted to see it. */
    public Server withoutHost() {
        return host == null ? this : copy(name, addresses, image, tags, metadata, null);
    }

    /**
     * Returns a copy without name, tags and metadata, for decisions that must not depend on these values. Polls for
     * changes do not find every change of them.
     */
    public Server withoutLabels() {
        return copy("", addresses, image, Set.of(), Map.of(), host);
    }

    public Server withAddresses(List<ServerAddress> other) {
        return copy(name, other, image, tags, metadata, host);
    }

    /** Returns a copy with the name of the image. The server must have an image. */
    public Server withImageName(@Nullable String imageName) {
        return copy(
                name, addresses, new ServerImage(Objects.requireNonNull(image).id(), imageName), tags, metadata, host);
    }

    private Server copy(
            String newName,
            List<ServerAddress> newAddresses,
            @Nullable ServerImage newImage,
            Set<String> newTags,
            Map<String, String> newMetadata,
            @Nullable String newHost) {
        return new Server(
                key,
                project,
                newName,
                status,
                taskState,
                powerState,
                newAddresses,
                flavor,
                newImage,
                created,
                updated,
                locked,
                lockedReason,
                userId,
                description,
                newTags,
                newMetadata,
                keyName,
                availabilityZone,
                newHost,
                fault,
                progress);
    }
}
