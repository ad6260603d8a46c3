package org.stackdeck.simulator.cinder;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.ImageAttributes;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.SimulatedVolumeType;
import org.stackdeck.simulator.model.VolumeSnapshot;
import org.stackdeck.simulator.nova.tasks.Conductor;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.state.VolumeSnapshotStore;
import org.stackdeck.simulator.state.VolumeStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /volumes/{id}/action}. */
final class VolumeActionHandler {

    private static final int EXTEND_MILLIS = 800;
    private static final int UPLOAD_MILLIS = 1_500;

    /** Cinder's option {@code glance_core_properties}. */
    private static final Set<String> CORE_PROPERTIES = Set.of(
            "checksum",
            "container_format",
            "disk_format",
            "image_name",
            "image_id",
            "min_disk",
            "min_ram",
            "name",
            "size");

    /** {@code GLANCE_RESERVED_NAMESPACES} in cinder.image.image_utils. */
    private static final List<String> RESERVED_PREFIXES = List.of("os_glance", "img_signature", "signature_verified");

    private final VolumeStore volumes;
    private final ImageStore images;
    private final VolumeSnapshotStore snapshots;
    private final SimulatorScheduler simulatorClock;
    private final Conductor conductor;

    VolumeActionHandler(CloudState cloud, Conductor conductor) {
        this.volumes = cloud.volumes();
        this.images = cloud.images();
        this.snapshots = cloud.snapshots();
        this.simulatorClock = cloud.time();
        this.conductor = conductor;
    }

    /** Performs the action that is the only field of the request. */
    ApiResponse perform(ApiRequest apiRequest, Token token, SimulatedVolume volume) {
        JsonNode body = apiRequest.requireJson();
        String action = body.propertyNames().stream().findFirst().orElse("");
        JsonNode wanted = body.path(action);
        return switch (action) {
            case "os-extend" -> extend(wanted, volume);
            case "os-retype" -> retype(wanted, token, volume);
            case "os-set_bootable" -> {
                setFlags(volume, flag(wanted, "bootable"), volume.settings().readOnly());
                yield ApiResponse.empty(200);
            }
            case "os-update_readonly_flag" -> {
                if (!volume.status().equals("available")) {
                    throw ApiException.badRequest(
                            "Invalid volume: Volume %s status must be available to update readonly flag, but current status is: %s."
                                    .formatted(volume.id(), volume.status()));
                }
                setFlags(volume, volume.settings().bootable(), flag(wanted, "readonly"));
                yield ApiResponse.empty(202);
            }
            case "os-set_image_metadata" -> setImageMetadata(wanted, volume);
            case "revert" -> revert(wanted, volume);
            case "os-volume_upload_image" -> upload(wanted, token, volume);
            default -> throw ApiException.badRequest("There is no such action: " + action);
        };
    }

    private static boolean flag(JsonNode wanted, String field) {
        if (!wanted.path(field).isBoolean()) {
            throw ApiException.badRequest("Invalid input for field/attribute " + field + ".");
        }
        return wanted.path(field).asBoolean();
    }

    private void setFlags(SimulatedVolume volume, boolean bootable, boolean readOnly) {
        volumes.change(
                volume.id(),
                v -> v.withSettings(settings -> settings.withFlags(bootable, readOnly), simulatorClock.now()));
    }

    private ApiResponse setImageMetadata(JsonNode wanted, SimulatedVolume volume) {
        Map<String, String> added = VolumeMetadataResource.read(wanted.path("metadata"));
        volumes.change(
                volume.id(), v -> v.withSettings(settings -> settings.withImageMetadata(added), simulatorClock.now()));
        Map<String, String> all = volumes.find(null, volume.id()).orElse(volume).imageMetadata();
        return ApiResponse.json(200, Json.object().set("metadata", Json.MAPPER.valueToTree(all)));
    }

    private ApiResponse extend(JsonNode wanted, SimulatedVolume volume) {
        int size = wanted.path("new_size").asInt(0);
        String before = volume.status();
        if (!before.equals("available") && !before.equals("in-use")) {
            throw ApiException.badRequest(
                    "Invalid volume: Volume %s status must be '('available', 'in-use')' to extend, currently %s."
                            .formatted(volume.id(), before));
        }
        if (size <= volume.size()) {
            throw ApiException.badRequest(
                    "Invalid input received: New size for extend must be greater than current size. (current: %d, extended: %d)."
                            .formatted(volume.size(), size));
        }
        snapshots.checkGigabytes(volume.project(), size - volume.size());
        volumes.change(volume.id(), v -> v.withStatus("extending", simulatorClock.now()));
        conductor.schedule(
                EXTEND_MILLIS,
                () -> volumes.change(
                        volume.id(),
                        v -> v.withSettings(settings -> settings.withSize(size), simulatorClock.now())
                                .withStatus(before, simulatorClock.now())));
        return ApiResponse.empty(202);
    }

    private ApiResponse retype(JsonNode wanted, Token token, SimulatedVolume volume) {
        String name = wanted.path("new_type").asString("");
        SimulatedVolumeType type =
                SimulatedVolumeType.find(name, token).orElseThrow(() -> VolumeTypesResource.notFound(name));
        String before = volume.status();
        if (!List.of("available", "in-use").contains(before)) {
            throw ApiException.badRequest(
                    "Invalid volume: Volume %s status must be available or in-use to retype.".formatted(volume.id()));
        }
        if (type.name().equals(volume.settings().type())) {
            throw ApiException.badRequest("Invalid input received: New volume_type same as original: " + name + ".");
        }
        volumes.change(volume.id(), v -> v.withStatus("retyping", simulatorClock.now()));
        conductor.schedule(
                EXTEND_MILLIS,
                () -> volumes.change(
                        volume.id(),
                        v -> v.withSettings(settings -> settings.withType(type.name()), simulatorClock.now())
                                .withStatus(before, simulatorClock.now())));
        return ApiResponse.empty(202);
    }

    private ApiResponse revert(JsonNode wanted, SimulatedVolume volume) {
        String id = wanted.path("snapshot_id").asString("");
        VolumeSnapshot latest = snapshots.of(volume.project()).stream()
                .filter(snapshot -> snapshot.volumeId().equals(volume.id()))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest("Volume " + volume.id() + " doesn't have any snapshots."));
        if (!latest.id().equals(id)) {
            throw ApiException.badRequest(
                    "Specified snapshot %s is None or not the latest one of volume %s.".formatted(id, volume.id()));
        }
        if (latest.size() != volume.size()) {
            throw ApiException.badRequest(
                    "Can't revert volume %s to its latest snapshot %s. The volume size must be equal to the snapshot size."
                            .formatted(volume.id(), id));
        }
        if (!volume.status().equals("available")) {
            throw new ApiException(
                    409,
                    "Invalid volume: Can't revert volume %s to its latest snapshot. Volume must be 'available'."
                            .formatted(volume.id()));
        }
        volumes.change(volume.id(), v -> v.withStatus("reverting", simulatorClock.now()));
        conductor.schedule(
                EXTEND_MILLIS, () -> volumes.change(volume.id(), v -> v.withStatus("available", simulatorClock.now())));
        return ApiResponse.empty(202);
    }

    /** Returns the part of the volume's image metadata that Cinder copies to a new image. */
    private static Map<String, String> customProperties(SimulatedVolume volume) {
        Map<String, String> custom = volume.imageMetadata();
        custom.keySet()
                .removeIf(key -> CORE_PROPERTIES.contains(key)
                        || RESERVED_PREFIXES.stream().anyMatch(key::startsWith));
        return custom;
    }

    private ApiResponse upload(JsonNode wanted, Token token, SimulatedVolume volume) {
        if (!token.hasRole(Role.MEMBER)) {
            throw new ApiException(403, "You are not authorized to complete add_image action.");
        }
        if (!volume.status().equals("available")) {
            throw ApiException.badRequest(
                    "Invalid volume: Volume %s status must be available, but current status is: %s."
                            .formatted(volume.id(), volume.status()));
        }
        String name = wanted.path("image_name").asString("");
        String diskFormat = wanted.path("disk_format").asString("raw");
        String containerFormat = wanted.path("container_format").asString("bare");
        String visibility = wanted.path("visibility").asString("private");
        SimulatedImage image = SimulatedImage.withoutData(
                        new ImageAttributes(name, 0, 0, false, visibility, List.of()),
                        volume.project(),
                        diskFormat,
                        containerFormat,
                        simulatorClock.now())
                .withProperties(customProperties(volume), simulatorClock.now());
        images.add(image);
        volumes.change(volume.id(), v -> v.withStatus("uploading", simulatorClock.now()));
        conductor.schedule(UPLOAD_MILLIS, () -> {
            images.change(
                    image.id(),
                    i -> i.withData((long) volume.size() << 30, "0".repeat(32), "0".repeat(128), simulatorClock.now()));
            volumes.change(volume.id(), v -> v.withStatus("available", simulatorClock.now()));
        });
        ObjectNode document = Json.object();
        document.putObject("os-volume_upload_image")
                .put("id", volume.id())
                .put("image_id", image.id())
                .put("image_name", name)
                .put("disk_format", diskFormat)
                .put("container_format", containerFormat)
                .put("visibility", visibility)
                .put("protected", false)
                .put("status", "uploading")
                .put("size", volume.size())
                .put("display_description", volume.settings().description())
                .put("volume_type", volume.settings().type())
                .put("updated_at", Timestamps.micros(volume.updated()));
        return ApiResponse.json(202, document);
    }
}
