package org.stackdeck.simulator.glance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.ImageAttributes;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.JsonNode;

/** Creates images and receives their data. Keeps only the size and the checksum of the data. */
final class ImageUploadHandler {

    private static final List<String> DISK_FORMATS =
            List.of("ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "iso", "ploop");

    /**
     * First bytes by which Glance detects formats. Glance refuses data whose format differs from the format of the
     * image.
     */
    private static final Map<String, String> SIGNATURES =
            Map.of("qcow2", "QFI\u00fb", "vmdk", "KDMV", "vhdx", "vhdxfile", "vhd", "conectix");

    /** Glance's default container formats. */
    private static final Set<String> CONTAINER_FORMATS =
            Set.of("ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed");

    private static final Set<String> VISIBILITIES = Set.of("private", "shared", "community", "public");

    private static final Set<String> ATTRIBUTES =
            Set.of("name", "visibility", "disk_format", "container_format", "id", "owner");

    private final ImageStore images;
    private final SimulatorScheduler simulatorClock;

    ImageUploadHandler(ImageStore images, SimulatorScheduler simulatorClock) {
        this.images = images;
        this.simulatorClock = simulatorClock;
    }

    ApiResponse create(ApiRequest apiRequest, Token token, SimulatedProject owner) {
        JsonNode body = apiRequest.json().orElseThrow(() -> ApiException.badRequest("JSON is malformed"));
        NewImageCheck.check(body, owner);
        String diskFormat = body.path("disk_format").asString("");
        if (!DISK_FORMATS.contains(diskFormat)) {
            throw ApiException.badRequest("Provided object does not match schema 'image': '" + diskFormat
                    + "' is not one of the disk formats");
        }
        String visibility = body.path("visibility").asString("shared");
        if (!VISIBILITIES.contains(visibility)) {
            throw ApiException.badRequest("Provided object does not match schema 'image': '" + visibility
                    + "' is not one of ['community', 'public', 'private', 'shared']");
        }
        if (visibility.equals("public") && !token.hasRole(Role.ADMIN)) {
            throw ApiException.forbidden("You are not authorized to complete publicize_image action.");
        }
        String containerFormat = body.path("container_format").asString("bare");
        if (!CONTAINER_FORMATS.contains(containerFormat)) {
            throw ApiException.badRequest("Provided object does not match schema 'image': '" + containerFormat
                    + "' is not one of the container formats");
        }
        SimulatedImage image = SimulatedImage.withoutData(
                new ImageAttributes(
                        body.path("name").asString(""),
                        minimum(body, "min_disk"),
                        minimum(body, "min_ram"),
                        body.path("protected").asBoolean(false),
                        visibility,
                        body.path("tags")
                                .valueStream()
                                .map(JsonNode::asString)
                                .distinct()
                                .toList()),
                owner,
                diskFormat,
                containerFormat,
                simulatorClock.now());
        SimulatedImage added = image.withProperties(properties(body), simulatorClock.now());
        images.add(added);
        return ApiResponse.json(201, ImageDocuments.of(added));
    }

    /** Returns the properties of the image. Like Glance, treats all other fields with strings as properties. */
    private static Map<String, String> properties(JsonNode body) {
        return body.propertyStream()
                .filter(property -> property.getValue().isString() && !ATTRIBUTES.contains(property.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, property -> property.getValue().asString()));
    }

    private static int minimum(JsonNode body, String field) {
        int value = body.path(field).asInt(0);
        if (value < 0) {
            throw ApiException.badRequest(
                    "Invalid value '%d' for parameter '%s': Cannot be a negative value".formatted(value, field));
        }
        return value;
    }

    ApiResponse receive(ApiRequest apiRequest, SimulatedImage image) {
        if (!image.status().equals("queued") || image.upload() == null) {
            throw ApiException.conflict("Image status transition from " + image.status() + " to saving is not allowed");
        }
        images.change(image.id(), i -> i.withStatus("saving", null, simulatorClock.now()));
        try {
            store(apiRequest, image, image.upload().diskFormat());
        } catch (IOException | ApiException e) {
            images.change(image.id(), i -> i.withStatus("queued", null, simulatorClock.now()));
            throw e instanceof ApiException refusal ? refusal : ApiException.badRequest("The data is incomplete");
        }
        return ApiResponse.empty(204);
    }

    private void store(ApiRequest apiRequest, SimulatedImage image, String diskFormat) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha512 = digest("SHA-512");
        byte[] buffer = apiRequest.data().readNBytes(64 << 10);
        if (!detect(buffer).filter(found -> !found.equals(diskFormat)).isEmpty()
                || (SIGNATURES.containsKey(diskFormat) && detect(buffer).isEmpty())) {
            throw new ApiException(
                    415, "The request media type application/octet-stream is not supported by this server.");
        }
        long size = 0;
        for (int count = buffer.length; count > 0; count = apiRequest.data().readNBytes(buffer, 0, buffer.length)) {
            md5.update(buffer, 0, count);
            sha512.update(buffer, 0, count);
            size += count;
        }
        long announced =
                apiRequest.header("Content-Length").map(Long::parseLong).orElse(size);
        if (size != announced) {
            throw ApiException.badRequest("The data is incomplete");
        }
        long received = size;
        String checksum = HexFormat.of().formatHex(md5.digest());
        String hash = HexFormat.of().formatHex(sha512.digest());
        images.change(image.id(), i -> i.withData(received, checksum, hash, simulatorClock.now()));
    }

    private static Optional<String> detect(byte[] start) {
        String text = new String(start, 0, Math.min(8, start.length), StandardCharsets.ISO_8859_1);
        return SIGNATURES.entrySet().stream()
                .filter(signature -> text.startsWith(signature.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
