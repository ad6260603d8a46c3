package org.stackdeck.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
record LaunchWish(
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
