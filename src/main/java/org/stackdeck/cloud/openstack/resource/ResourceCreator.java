package org.stackdeck.cloud.openstack.resource;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.ResourceClient.CreatedResource;
import org.stackdeck.cloud.openstack.http.ChangePreconditions;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.project.ProjectClients;

/**
 * Creates resources in one project. Does not use openstack4j, which does not return the request IDs for the audit
 * trail.
 */
final class ResourceCreator {

    private static final String UPLOAD = "os-volume_upload_image";

    /** The first microversion of Cinder in which a volume can be created from a backup. */
    private static final Map<String, String> VOLUME_FROM_BACKUP_VERSION =
            Map.of("OpenStack-API-Version", "volume 3.47");

    /**
     * The first microversion of Cinder in which the request to copy a volume to an image contains the image's
     * visibility.
     */
    private static final Map<String, String> IMAGE_VISIBILITY_VERSION = Map.of("OpenStack-API-Version", "volume 3.1");

    private final ProjectClients clients;
    private final Supplier<Map<String, String>> novaVersion;

    /** @param clients with a token of the project that will own the resources */
    ResourceCreator(ProjectClients clients, Supplier<Map<String, String>> novaVersion) {
        this.clients = clients;
        this.novaVersion = novaVersion;
    }

    CreatedResource create(ActionRequest request) {
        return switch ((ResourceAction) request.action()) {
            case CREATE_IMAGE -> createImage(request);
            case CREATE_VOLUME -> createVolume(request);
            case CREATE_VOLUME_BACKUP ->
                post(
                        clients.cinder(),
                        "/backups",
                        "backup",
                        new RequestAttributes(request)
                                .text("volume_id", ActionParameter.VOLUME)
                                .name()
                                .text("description", ActionParameter.DESCRIPTION)
                                .flag("incremental", ActionParameter.INCREMENTAL)
                                // Required for backups of attached volumes (Block Storage API, "Create a backup").
                                .value("force", true));
            case CREATE_VOLUME_SNAPSHOT ->
                post(
                        clients.cinder(),
                        "/snapshots",
                        "snapshot",
                        new RequestAttributes(request)
                                .text("volume_id", ActionParameter.VOLUME)
                                .name()
                                .text("description", ActionParameter.DESCRIPTION)
                                // Required for snapshots of attached volumes (Block Storage API, "Create a snapshot").
                                .value("force", true));
            case CREATE_FLOATING_IP ->
                post(
                        clients.neutron(),
                        "/v2.0/floatingips",
                        "floatingip",
                        new RequestAttributes(request)
                                .text("floating_network_id", ActionParameter.NETWORK)
                                .text("description", ActionParameter.DESCRIPTION));
            case CREATE_NETWORK ->
                post(
                        clients.neutron(),
                        "/v2.0/networks",
                        "network",
                        new RequestAttributes(request).name().text("description", ActionParameter.DESCRIPTION));
            case CREATE_SUBNET ->
                post(
                        clients.neutron(),
                        "/v2.0/subnets",
                        "subnet",
                        new RequestAttributes(request)
                                .text("network_id", ActionParameter.NETWORK)
                                .name()
                                .subnet());
            case CREATE_PORT ->
                post(
                        clients.neutron(),
                        "/v2.0/ports",
                        "port",
                        new RequestAttributes(request)
                                .text("network_id", ActionParameter.NETWORK)
                                .name()
                                .text("description", ActionParameter.DESCRIPTION)
                                .port());
            case CREATE_ROUTER ->
                post(
                        clients.neutron(),
                        "/v2.0/routers",
                        "router",
                        new RequestAttributes(request)
                                .name()
                                .text("description", ActionParameter.DESCRIPTION)
                                .gateway());
            case CREATE_SECURITY_GROUP ->
                post(
                        clients.neutron(),
                        "/v2.0/security-groups",
                        "security_group",
                        new RequestAttributes(request).name().text("description", ActionParameter.DESCRIPTION));
            case CREATE_SERVER_GROUP ->
                read(
                        clients.nova()
                                .post(
                                        "/os-server-groups",
                                        novaVersion.get(),
                                        Map.of(
                                                "server_group",
                                                new RequestAttributes(request)
                                                        .name()
                                                        .text("policy", ActionParameter.POLICY)
                                                        .values())),
                        "server_group");
            default -> throw new IllegalArgumentException(request.action() + " creates nothing");
        };
    }

    private CreatedResource createVolume(ActionRequest request) {
        RequestAttributes attributes = new RequestAttributes(request)
                .name()
                .text("description", ActionParameter.DESCRIPTION)
                .number("size", ActionParameter.SIZE)
                .text("volume_type", ActionParameter.TYPE)
                .text("imageRef", ActionParameter.IMAGE)
                .text("snapshot_id", ActionParameter.SNAPSHOT)
                .text("source_volid", ActionParameter.VOLUME)
                .text("backup_id", ActionParameter.BACKUP);
        Map<String, String> version =
                request.value(ActionParameter.BACKUP).isPresent() ? VOLUME_FROM_BACKUP_VERSION : Map.of();
        return read(clients.cinder().post("/volumes", version, Map.of("volume", attributes.values())), "volume");
    }

    /**
     * Rejects a volume whose image would refer to the encryption key of another image. If Cinder cannot copy the
     * volume, Cinder deletes the new image, and Glance deletes the key with this image.
     *
     * @throws ChangeObstacleException if the new image would refer to the key of another image
     */
    private void requireOwnKey(String volume) {
        if (ServiceJson.readAt(clients.cinder().get(volume, Map.of()), "/volume", CinderDtos.VolumeBody.class)
                .sharesKey()) {
            throw new ChangeObstacleException(ChangeObstacle.SHARED_KEY);
        }
    }

    /**
     * Creates an image, which is private by default, from a volume (Block Storage API, "Upload volume to image") or
     * without data (Image API v2, "Create image").
     */
    private CreatedResource createImage(ActionRequest request) {
        String volume = request.value(ActionParameter.VOLUME).orElse(null);
        if (volume != null) {
            String path = "/volumes/" + ServiceRequest.encodePathSegment(volume);
            ChangePreconditions.run(() -> requireOwnKey(path));
            return read(
                    clients.cinder()
                            .post(
                                    path + "/action",
                                    IMAGE_VISIBILITY_VERSION,
                                    Map.of(
                                            UPLOAD,
                                            new RequestAttributes(request)
                                                    .text("image_name", ActionParameter.NAME)
                                                    .format()
                                                    .values())),
                    UPLOAD,
                    "image_id");
        }
        return read(
                clients.glance()
                        .post(
                                "/v2/images",
                                Map.of(),
                                new RequestAttributes(request)
                                        .name()
                                        .format()
                                        .number("min_disk", ActionParameter.MIN_DISK)
                                        .number("min_ram", ActionParameter.MIN_RAM)
                                        .values()),
                null);
    }

    private static CreatedResource post(
            AuthenticatedServiceClient service, String path, String name, RequestAttributes attributes) {
        return read(service.post(path, Map.of(), Map.of(name, attributes.values())), name);
    }

    /** @param name name of the JSON object; null if the response is the object itself */
    private static CreatedResource read(ServiceResponse response, @Nullable String name) {
        return read(response, name, "id");
    }

    private static CreatedResource read(ServiceResponse response, @Nullable String name, String field) {
        String id = ServiceJson.readTree(response)
                .map(tree -> (name == null ? tree : tree.path(name)).path(field).asString(""))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> ServiceJson.invalidResponse(
                        response, "The response does not contain the ID of the created resource"));
        return new CreatedResource(id, response.requestId());
    }
}
