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
 * A server that is asked for, or several that are alike. What is chosen is given by id, or by a name that one thing of the
 * project alone has.
 *
 * @param recipe id, or a name that one alone has: what is left out is taken from it, the project always
 * @param cloud needed only where two clouds have a project of this name
 * @param project name or id
 * @param count how many, 1 if left out; several get {@code -1}, {@code -2}, … behind their name
 * @param image or {@code volume} or {@code snapshot}: one of them
 * @param rootVolume the volume that is made of the image or snapshot; of a volume that is there, only whether it goes with
 *     the server
 * @param networks the project's only one if neither these nor {@code ports} are given
 * @param key the name of one of the caller's own keys
 * @param publicKey one that is not kept; in place of {@code key}
 * @param userData as it is, not in Base64
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
     * @param deleteOnTermination whether it goes with the server; it stays if left out
     */
    record Root(@Nullable Integer size, @Nullable Boolean deleteOnTermination) {

        boolean goes() {
            return Boolean.TRUE.equals(deleteOnTermination);
        }
    }

    /** What is asked for by this server. */
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

    /** The same, with what this one leaves out taken from the other. */
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

    /** The first field that no recipe has: what is secret, somebody's own, there but once, or said when it is launched. */
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

    /** @throws org.stackdeck.cloud.UnsuitableServerException naming the first field that will not do */
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

    /** Tells no secret. */
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
