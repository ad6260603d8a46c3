package org.stackdeck.cloud.openstack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.RootVolume;
import org.stackdeck.cloud.ServerId;

/** Creates servers and key pairs through the Compute API ("Create server", "Import keypair"). */
final class ServerBirths {

    private static final String KEY_PAIRS = "/os-keypairs";

    private final ServiceClient nova;
    private final Map<String, String> version;

    /** @param nova the Nova client of the project */
    ServerBirths(ServiceClient nova, Map<String, String> version) {
        this.nova = nova;
        this.version = version;
    }

    Compute.Begun create(NewServer server, Map<String, String> more, @Nullable String keyName) {
        Answer answer = nova.post("/servers", version, body(server, more, keyName));
        NovaMessages.CreatedServer created = ServerMapper.promised(
                Json.read(answer, NovaMessages.CreatedEnvelope.class).server());
        return new Compute.Begun(
                new ServerId(ServerMapper.promised(created.id())),
                answer.requestId()
                        .orElseThrow(() -> new CloudException(
                                Category.UNINTELLIGIBLE,
                                "The cloud took the request but gave it no id by which to follow it")),
                created.adminPassword());
    }

    void importKey(String name, PublicKey key) {
        try {
            nova.post(
                    KEY_PAIRS,
                    version,
                    Map.of("keypair", Map.of("name", name, "type", "ssh", "public_key", key.line())));
        } catch (CloudException e) {
            // The name contains the operation id, so the key was imported by an earlier attempt.
            if (e.category() != Category.CONFLICT) {
                throw e;
            }
        }
    }

    void removeKey(String name) {
        try {
            nova.delete(KEY_PAIRS + "/" + ServerOrders.inPath(name), version);
        } catch (CloudException e) {
            if (e.category() != Category.NOT_FOUND) {
                throw e;
            }
        }
    }

    private static Map<String, Object> body(NewServer wanted, Map<String, String> more, @Nullable String keyName) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("name", wanted.name());
        server.put("flavorRef", wanted.flavor());
        server.putAll(root(wanted.source()));
        server.put("networks", networks(wanted.nics()));
        Map<String, String> metadata = new HashMap<>(wanted.metadata());
        metadata.putAll(more);
        server.put("metadata", metadata);
        if (!wanted.tags().isEmpty()) {
            server.put("tags", wanted.tags());
        }
        if (!wanted.securityGroups().isEmpty()) {
            server.put(
                    "security_groups",
                    wanted.securityGroups().stream()
                            .map(group -> Map.of("name", group))
                            .toList());
        }
        putIfThere(server, "key_name", keyName);
        putIfThere(server, "availability_zone", wanted.zone());
        putIfThere(server, "description", wanted.description());
        String userData = wanted.userData();
        if (userData != null) {
            server.put("user_data", Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("server", server);
        String group = wanted.serverGroup();
        if (group != null) {
            body.put("os:scheduler_hints", Map.of("group", group));
        }
        return body;
    }

    /** Since microversion 2.37, the field is required; "none" requests no network. */
    private static Object networks(List<Nic> nics) {
        if (nics.isEmpty()) {
            return "none";
        }
        return nics.stream()
                .map(nic -> switch (nic) {
                    case Nic.OnNetwork(String network) -> Map.of("uuid", network);
                    case Nic.OnPort(String port) -> Map.of("port", port);
                })
                .toList();
    }

    private static Map<String, Object> root(BootSource source) {
        return switch (source) {
            case BootSource.OfImage(String image, RootVolume volume) ->
                volume == null ? Map.of("imageRef", image) : device("image", image, volume);
            case BootSource.OfSnapshot(String snapshot, RootVolume volume) -> device("snapshot", snapshot, volume);
            case BootSource.OfVolume(String volume, boolean deleted) -> devices("volume", volume, deleted, Map.of());
        };
    }

    private static Map<String, Object> device(String kind, String id, RootVolume volume) {
        return devices(kind, id, volume.deletedWithServer(), Map.of("volume_size", volume.sizeGib()));
    }

    private static Map<String, Object> devices(String kind, String id, boolean deleted, Map<String, Object> more) {
        Map<String, Object> device = new LinkedHashMap<>(more);
        device.put("boot_index", 0);
        device.put("source_type", kind);
        device.put("destination_type", "volume");
        device.put("uuid", id);
        device.put("delete_on_termination", deleted);
        return Map.of("block_device_mapping_v2", List.of(device));
    }

    private static void putIfThere(Map<String, Object> server, String field, @Nullable String value) {
        if (value != null) {
            server.put(field, value);
        }
    }
}
