package org.stackdeck.cloud.openstack.compute;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/** Creates servers, and creates and deletes key pairs, through the Compute API ("Create server", "Import keypair"). */
final class ServerCreator {

    private static final String KEY_PAIRS = "/os-keypairs";

    private final AuthenticatedServiceClient nova;
    private final Map<String, String> version;

    /** @param nova the Nova client of the project */
    ServerCreator(AuthenticatedServiceClient nova, Map<String, String> version) {
        this.nova = nova;
        this.version = version;
    }

    ComputeClient.AcceptedServer create(
            NewServer server, Map<String, String> additionalMetadata, @Nullable String keyName) {
        ServiceResponse serviceResponse = nova.post("/servers", version, body(server, additionalMetadata, keyName));
        NovaDtos.CreatedServer created = ServiceJson.readAt(serviceResponse, "/server", NovaDtos.CreatedServer.class);
        return new ComputeClient.AcceptedServer(
                new ServerId(ResponseFields.required(created.id())),
                serviceResponse
                        .requestId()
                        .orElseThrow(() -> new CloudException(
                                Category.UNINTELLIGIBLE, "The cloud accepted the request but returned no request ID")),
                created.adminPassword());
    }

    void importKeyPair(String name, SshPublicKey key) {
        try {
            nova.post(
                    KEY_PAIRS,
                    version,
                    Map.of("keypair", Map.of("name", name, "type", "ssh", "public_key", key.authorizedKeysLine())));
        } catch (CloudException e) {
            // The name contains the operation ID, so the key was imported by an earlier attempt.
            if (e.category() != Category.CONFLICT) {
                throw e;
            }
        }
    }

    void deleteKeyPair(String name) {
        try {
            nova.delete(KEY_PAIRS + "/" + ServiceRequest.encodePathSegment(name), version);
        } catch (CloudException e) {
            if (e.category() != Category.NOT_FOUND) {
                throw e;
            }
        }
    }

    private static Map<String, Object> body(
            NewServer newServer, Map<String, String> additionalMetadata, @Nullable String keyName) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("name", newServer.name());
        server.put("flavorRef", newServer.flavor());
        server.putAll(bootSource(newServer.source()));
        server.put("networks", networks(newServer.nics()));
        Map<String, String> metadata = new HashMap<>(newServer.metadata());
        metadata.putAll(additionalMetadata);
        server.put("metadata", metadata);
        if (!newServer.tags().isEmpty()) {
            server.put("tags", newServer.tags());
        }
        if (!newServer.securityGroups().isEmpty()) {
            server.put(
                    "security_groups",
                    newServer.securityGroups().stream()
                            .map(group -> Map.of("name", group))
                            .toList());
        }
        putIfPresent(server, "key_name", keyName);
        putIfPresent(server, "availability_zone", newServer.zone());
        putIfPresent(server, "description", newServer.description());
        String userData = newServer.userData();
        if (userData != null) {
            server.put("user_data", Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("server", server);
        String group = newServer.serverGroup();
        if (group != null) {
            body.put("os:scheduler_hints", Map.of("group", group));
        }
        return body;
    }

    /** Returns the value of {@code networks}, which is required since microversion 2.37; "none" requests no network. */
    private static Object networks(List<Nic> nics) {
        if (nics.isEmpty()) {
            return "none";
        }
        return nics.stream()
                .map(nic -> switch (nic) {
                    case Nic.NetworkNic(String network) -> Map.of("uuid", network);
                    case Nic.PortNic(String port) -> Map.of("port", port);
                })
                .toList();
    }

    private static Map<String, Object> bootSource(BootSource source) {
        return switch (source) {
            case BootSource.ImageSource(String image, RootVolume volume) ->
                volume == null ? Map.of("imageRef", image) : device("image", image, volume);
            case BootSource.SnapshotSource(String snapshot, RootVolume volume) -> device("snapshot", snapshot, volume);
            case BootSource.VolumeSource(String volume, boolean deleted) ->
                devices("volume", volume, deleted, Map.of());
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

    private static void putIfPresent(Map<String, Object> server, String field, @Nullable String value) {
        if (value != null) {
            server.put(field, value);
        }
    }
}
