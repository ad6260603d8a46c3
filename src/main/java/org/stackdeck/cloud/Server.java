package org.stackdeck.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server as Nova last described it. Immutable; two that are equal look the same to everyone.
 *
 * @param name free text from the cloud: untrusted, may be empty, may hold markup
 * @param taskState null when Nova is doing nothing with it
 * @param image null for a server that boots from a volume
 * @param locked whether an owner or administrator locked it
 * @param userId Keystone's id of the user that made it
 * @param tags in alphabetical order
 * @param metadata with what only Stackdeck sets; see {@link #userMetadata}
 * @param host the compute host; null unless the cloud's credential may see it
 * @param progress build or migration progress in percent, 0 to 100; null when Nova gives none
 */
public record Server(
        ServerKey key,
        Project project,
        String name,
        ServerStatus status,
        @Nullable TaskState taskState,
        PowerState powerState,
        List<Address> addresses,
        Flavor flavor,
        @Nullable Image image,
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

    public Server {
        addresses = List.copyOf(addresses);
        tags = Set.copyOf(tags);
        metadata = Map.copyOf(metadata);
    }

    /** The metadata that users may see and change. */
    public Map<String, String> userMetadata() {
        return ReservedMetadata.removeFrom(metadata);
    }

    public CloudName cloud() {
        return key.cloud();
    }

    public ServerId id() {
        return key.id();
    }

    /** Its name, or its id where it has none. */
    public String called() {
        return name.isBlank() ? id().value() : name;
    }

    public Optional<TaskState> task() {
        return Optional.ofNullable(taskState);
    }

    /** Whether Nova is doing something with it, so that its state is about to change. */
    public boolean inTransition() {
        return taskState != null || status.passing();
    }

    /** Gone from the cloud, or about to be with no way for a member to see it again. */
    public boolean gone() {
        return status == ServerStatus.DELETED || status == ServerStatus.SOFT_DELETED;
    }

    /** The same server as those see it who may not know its host. */
    public Server withoutHost() {
        return host == null
                ? this
                : new Server(
                        key,
                        project,
                        name,
                        status,
                        taskState,
                        powerState,
                        addresses,
                        flavor,
                        image,
                        created,
                        updated,
                        locked,
                        lockedReason,
                        userId,
                        description,
                        tags,
                        metadata,
                        keyName,
                        availabilityZone,
                        null,
                        fault,
                        progress);
    }
}
