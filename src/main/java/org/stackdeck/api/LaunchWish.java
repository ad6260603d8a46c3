package org.stackdeck.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.RootVolume;

/**
 * Request body for launching one or more identical servers. Resources are given by id or by unique name in the project.
 *
 * @param recipe id or unique name of a launch template, which supplies missing values and always the project
 * @param cloud required only if several clouds have a project with this name
 * @param project name or id
 * @param count number of servers, by default 1; if there are several, {@code -1}, {@code -2}, … is appended to their
 *     names
 * @param image exactly one of image, {@code volume} and {@code snapshot} is required
 * @param rootVolume the volume to create from the image or snapshot; for an existing volume, only whether it is deleted
 *     with the server
 * @param networks by default the project's only network, if {@code ports} is missing too
 * @param key name of one of the caller's key pairs
 * @param publicKey a key that is not stored; instead of {@code key}
 * @param userData plain, not in Base64
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LaunchWish(
        @Nullable String recipe,
        @Nullable String cloud,
        @Nullable String project,
        @Nullable String name,
        @Nullable Integer count,
        @Nullable String image,
        @Nullable String volume,
        @Nullable String snapshot,
        @Nullable Root rootVolume,
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
     * The volume that the server boots from.
     *
     * @param size in GiB
     * @param deleteOnTermination whether the volume is deleted with the server; by default it is retained
     */
    record Root(@Nullable Integer size, @Nullable Boolean deleteOnTermination) {

        boolean goes() {
            return Boolean.TRUE.equals(deleteOnTermination);
        }
    }

    /** Converts a server to the request that creates it. */
    static LaunchWish of(NewServer server) {
        return new LaunchWish(
                null,
                null,
                null,
                server.name(),
                null,
                server.source() instanceof BootSource.OfImage image ? image.id() : null,
                server.source() instanceof BootSource.OfVolume volume ? volume.id() : null,
                server.source() instanceof BootSource.OfSnapshot snapshot ? snapshot.id() : null,
                root(server.source()),
                server.flavor(),
                server.nics().stream()
                        .filter(Nic.OnNetwork.class::isInstance)
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

    private static @Nullable Root root(BootSource source) {
        return switch (source) {
            case BootSource.OfImage(var _, RootVolume root) ->
                root == null ? null : new Root(root.sizeGib(), root.deletedWithServer());
            case BootSource.OfVolume(var _, boolean deleted) -> new Root(null, deleted);
            case BootSource.OfSnapshot(var _, RootVolume root) -> new Root(root.sizeGib(), root.deletedWithServer());
        };
    }

    /** Replaces missing values by those of the other request. */
    LaunchWish over(LaunchWish other) {
        boolean sourced = image != null || volume != null || snapshot != null;
        boolean linked = networks != null || ports != null;
        return new LaunchWish(
                null,
                or(cloud, other.cloud),
                or(project, other.project),
                or(name, other.name),
                or(count, other.count),
                sourced ? image : other.image,
                sourced ? volume : other.volume,
                sourced ? snapshot : other.snapshot,
                sourced ? rootVolume : or(rootVolume, other.rootVolume),
                or(flavor, other.flavor),
                linked ? networks : other.networks,
                linked ? ports : other.ports,
                key,
                publicKey,
                or(securityGroups, other.securityGroups),
                or(availabilityZone, other.availabilityZone),
                or(serverGroup, other.serverGroup),
                userData,
                or(tags, other.tags),
                or(metadata, other.metadata),
                or(description, other.description));
    }

    LaunchWish in(String itsCloud, String itsProject) {
        return new LaunchWish(
                recipe,
                itsCloud,
                itsProject,
                name,
                count,
                image,
                volume,
                snapshot,
                rootVolume,
                flavor,
                networks,
                ports,
                key,
                publicKey,
                securityGroups,
                availabilityZone,
                serverGroup,
                userData,
                tags,
                metadata,
                description);
    }

    private static <T> @Nullable T or(@Nullable T own, @Nullable T others) {
        return own == null ? others : own;
    }

    /**
     * The first field that launch templates do not support: it is secret, personal, can be used only once, or is given
     * at launch.
     */
    Optional<String> strange() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("recipe", recipe);
        fields.put("cloud", cloud);
        fields.put("project", project);
        fields.put("count", count);
        fields.put("ports", ports);
        fields.put("key", key);
        fields.put("publicKey", publicKey);
        fields.put("userData", userData);
        return fields.entrySet().stream()
                .filter(field -> field.getValue() != null)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** @throws org.stackdeck.cloud.UnsuitableServerException naming the first invalid field */
    NewServer server(@Nullable PublicKey theirs) {
        return new NewServer(
                present(name, "name"),
                source(),
                present(flavor, "flavor"),
                nics(),
                theirs,
                all(securityGroups, "securityGroups"),
                availabilityZone,
                serverGroup,
                userData,
                set(tags),
                items(),
                description);
    }

    /** Contains no secret. */
    @Override
    public String toString() {
        return "LaunchWish[" + name + "]";
    }

    private BootSource source() {
        List<String> given = new ArrayList<>();
        addIfGiven(given, image, "image");
        addIfGiven(given, volume, "volume");
        addIfGiven(given, snapshot, "snapshot");
        if (given.size() > 1) {
            throw ProblemException.badField(given.get(1), "one-of", given.get(1), given.getFirst());
        }
        if (image != null) {
            return new BootSource.OfImage(image, rootVolume == null ? null : madeOf(rootVolume));
        }
        if (volume != null) {
            if (rootVolume != null && rootVolume.size() != null) {
                throw ProblemException.badField("rootVolume.size", "server-root-of-volume", "rootVolume.size");
            }
            return new BootSource.OfVolume(volume, rootVolume != null && rootVolume.goes());
        }
        if (snapshot != null) {
            if (rootVolume == null) {
                throw ProblemException.badField("rootVolume", "missing-field", "rootVolume");
            }
            return new BootSource.OfSnapshot(snapshot, madeOf(rootVolume));
        }
        throw ProblemException.badField("image", "missing-field", "image");
    }

    private static RootVolume madeOf(Root root) {
        Integer size = root.size();
        if (size == null) {
            throw ProblemException.badField("rootVolume.size", "missing-field", "rootVolume.size");
        }
        return new RootVolume(size, root.goes());
    }

    private List<Nic> nics() {
        List<Nic> nics = new ArrayList<>();
        all(networks, "networks").forEach(network -> nics.add(new Nic.OnNetwork(network)));
        all(ports, "ports").forEach(port -> nics.add(new Nic.OnPort(port)));
        return nics;
    }

    private static Set<String> set(@Nullable List<@Nullable String> tags) {
        return new HashSet<>(all(tags, "tags"));
    }

    private Map<String, String> items() {
        Map<String, String> items = new HashMap<>();
        if (metadata != null) {
            metadata.forEach((item, value) -> {
                if (value == null) {
                    throw ProblemException.badField("metadata", "missing-field", "metadata");
                }
                items.put(item, value);
            });
        }
        return items;
    }

    private static List<String> all(@Nullable List<@Nullable String> values, String field) {
        List<String> all = new ArrayList<>();
        if (values != null) {
            for (String value : values) {
                all.add(present(value, field));
            }
        }
        return all;
    }

    private static void addIfGiven(List<String> given, @Nullable String value, String field) {
        if (value != null) {
            given.add(field);
        }
    }

    private static String present(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw ProblemException.badField(field, "missing-field", field);
        }
        return value;
    }
}
