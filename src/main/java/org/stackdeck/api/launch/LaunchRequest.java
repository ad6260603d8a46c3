package org.stackdeck.api.launch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;

/**
 * Request body for launching one or more identical servers. Resources are given by ID or by unique name in the project.
 *
 * @param recipe launch template that supplies the project and missing values: its ID, its name if the caller owns it,
 *     or {@code owner/name}
 * @param cloud required only if several clouds have a project with this name or ID
 * @param project name or ID of the project
 * @param count number of servers, by default 1; if there are several, {@code -1}, {@code -2}, … are appended to the
 *     name
 * @param image exactly one of {@code image}, {@code volume} and {@code snapshot} is required
 * @param rootVolume volume to create from the image or snapshot; for an existing volume, only {@code
 *     deleteOnTermination} is allowed
 * @param networks by default the project's only network, if {@code ports} is missing too
 * @param key name of one of the caller's key pairs
 * @param publicKey public key, which is not stored as a key pair; instead of {@code key}
 * @param userData plain text, not Base64
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LaunchRequest(
        @Nullable String recipe,
        @Nullable String cloud,
        @Nullable String project,
        @Nullable String name,
        @Nullable Integer count,
        @Nullable String image,
        @Nullable String volume,
        @Nullable String snapshot,
        @Nullable RootVolumeRequest rootVolume,
        @Nullable String flavor,
        @Nullable List<@Nullable String> networks,
        @Nullable List<@Nullable String> ports,
        @Nullable String key,
        @Nullable String publicKey,
        @Nullable List<@Nullable String> securityGroups,
        @Nullable String availabilityZone,
        @Nullable String serverGroup,
        @Nullable String userData,
        @Nullable List<@Nullable String> tags,
        @Nullable Map<String, @Nullable String> metadata,
        @Nullable String description) {

    /**
     * Volume from which the server boots.
     *
     * @param size in GiB
     * @param deleteOnTermination whether the volume is deleted with the server; by default it is retained
     */
    record RootVolumeRequest(
            @Nullable Integer size, @Nullable Boolean deleteOnTermination) {

        boolean deletedWithServer() {
            return Boolean.TRUE.equals(deleteOnTermination);
        }
    }

    /** Converts the specification of a server to a launch request without ports, key and user data. */
    public static LaunchRequest of(NewServer server, @Nullable CloudName cloud, @Nullable ProjectId project) {
        return new LaunchRequest(
                null,
                cloud == null ? null : cloud.value(),
                project == null ? null : project.value(),
                server.name(),
                null,
                server.source() instanceof BootSource.ImageSource imageSource ? imageSource.id() : null,
                server.source() instanceof BootSource.VolumeSource volumeSource ? volumeSource.id() : null,
                server.source() instanceof BootSource.SnapshotSource snapshotSource ? snapshotSource.id() : null,
                root(server.source()),
                server.flavor(),
                server.nics().stream()
                        .filter(Nic.NetworkNic.class::isInstance)
                        .map(Nic::id)
                        .toList(),
                null,
                null,
                null,
                server.securityGroups(),
                server.zone(),
                server.serverGroup(),
                null,
                server.tags().stream().sorted().toList(),
                new TreeMap<>(server.metadata()),
                server.description());
    }

    private static @Nullable RootVolumeRequest root(BootSource source) {
        return switch (source) {
            case BootSource.ImageSource(var _, RootVolume root) ->
                root == null ? null : new RootVolumeRequest(root.sizeGib(), root.deletedWithServer());
            case BootSource.VolumeSource(var _, boolean deleted) -> new RootVolumeRequest(null, deleted);
            case BootSource.SnapshotSource(var _, RootVolume root) ->
                new RootVolumeRequest(root.sizeGib(), root.deletedWithServer());
        };
    }

    /**
     * Returns a copy in which missing values are replaced with those of the other request, except the key and the user
     * data, which launch templates do not contain.
     */
    LaunchRequest withDefaults(LaunchRequest other) {
        boolean sourced = image != null || volume != null || snapshot != null;
        boolean linked = networks != null || ports != null;
        return new LaunchRequest(
                null,
                firstNonNull(cloud, other.cloud),
                firstNonNull(project, other.project),
                firstNonNull(name, other.name),
                firstNonNull(count, other.count),
                sourced ? image : other.image,
                sourced ? volume : other.volume,
                sourced ? snapshot : other.snapshot,
                sourced ? rootVolume : firstNonNull(rootVolume, other.rootVolume),
                firstNonNull(flavor, other.flavor),
                linked ? networks : other.networks,
                linked ? ports : other.ports,
                key,
                publicKey,
                firstNonNull(securityGroups, other.securityGroups),
                firstNonNull(availabilityZone, other.availabilityZone),
                firstNonNull(serverGroup, other.serverGroup),
                userData,
                firstNonNull(tags, other.tags),
                firstNonNull(metadata, other.metadata),
                firstNonNull(description, other.description));
    }

    private static <T> @Nullable T firstNonNull(@Nullable T own, @Nullable T others) {
        return own == null ? others : own;
    }

    /**
     * Returns the first given field that launch templates do not support because it is secret or personal, can be used
     * only once, or is not part of a server's specification.
     */
    Optional<String> findUnsupportedField() {
        List<String> given = new ArrayList<>();
        addIfGiven(given, recipe, "recipe");
        addIfGiven(given, cloud, "cloud");
        addIfGiven(given, project, "project");
        addIfGiven(given, count, "count");
        addIfGiven(given, ports, "ports");
        addIfGiven(given, key, "key");
        addIfGiven(given, publicKey, "publicKey");
        addIfGiven(given, userData, "userData");
        return given.stream().findFirst();
    }

    /**
     * @throws ProblemException if a required field is missing, or if fields exclude each other
     * @throws org.stackdeck.cloud.launch.InvalidNewServerException if a field is invalid; names the first such field
     */
    NewServer toNewServer(@Nullable SshPublicKey theirs) {
        return new NewServer(
                RequestFieldValidator.requireText(name, "name"),
                toBootSource(),
                RequestFieldValidator.requireText(flavor, "flavor"),
                toNics(),
                theirs,
                RequestFieldValidator.requireTexts(securityGroups, "securityGroups"),
                availabilityZone,
                serverGroup,
                userData,
                new HashSet<>(RequestFieldValidator.requireTexts(tags, "tags")),
                requireMetadata(),
                description);
    }

    /** Omits all fields except the name, because user data may contain secrets. */
    @Override
    public String toString() {
        return "LaunchRequest[" + name + "]";
    }

    private BootSource toBootSource() {
        List<String> given = new ArrayList<>();
        addIfGiven(given, image, "image");
        addIfGiven(given, volume, "volume");
        addIfGiven(given, snapshot, "snapshot");
        if (given.size() > 1) {
            throw ProblemException.invalidField(given.get(1), "one-of", given.getFirst());
        }
        if (image != null) {
            return new BootSource.ImageSource(image, rootVolume == null ? null : toRootVolume(rootVolume));
        }
        if (volume != null) {
            if (rootVolume != null && rootVolume.size() != null) {
                throw ProblemException.invalidField("rootVolume.size", "server-root-of-volume");
            }
            return new BootSource.VolumeSource(volume, rootVolume != null && rootVolume.deletedWithServer());
        }
        if (snapshot != null) {
            return new BootSource.SnapshotSource(
                    snapshot, toRootVolume(RequestFieldValidator.require(rootVolume, "rootVolume")));
        }
        throw ProblemException.missingField("image");
    }

    private static RootVolume toRootVolume(RootVolumeRequest rootVolumeRequest) {
        return new RootVolume(
                RequestFieldValidator.require(rootVolumeRequest.size(), "rootVolume.size"),
                rootVolumeRequest.deletedWithServer());
    }

    private List<Nic> toNics() {
        return Stream.<Nic>concat(
                        RequestFieldValidator.requireTexts(networks, "networks").stream()
                                .map(Nic.NetworkNic::new),
                        RequestFieldValidator.requireTexts(ports, "ports").stream()
                                .map(Nic.PortNic::new))
                .toList();
    }

    private Map<String, String> requireMetadata() {
        Map<String, String> items = new HashMap<>();
        if (metadata != null) {
            metadata.forEach((item, value) -> items.put(item, RequestFieldValidator.require(value, "metadata")));
        }
        return items;
    }

    private static void addIfGiven(List<String> given, @Nullable Object value, String field) {
        if (value != null) {
            given.add(field);
        }
    }
}
