package org.stackdeck.cloud.openstack.resource;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.ResourceClient.CreatedResource;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Creates resources in one project. Does not use openstack4j, which does not return the request IDs that the audit trail
 * contains.
 */
final class ResourceCreator {

    private final ProjectClients clients;
    private final Supplier<Map<String, String>> novaVersion;

    /** @param clients with a token of the project that will own the resources */
    ResourceCreator(ProjectClients clients, Supplier<Map<String, String>> novaVersion) {
        this.clients = clients;
        this.novaVersion = novaVersion;
    }

    CreatedResource create(ActionRequest request) {
        return switch ((ResourceAction) request.action()) {
            case CREATE_IMAGE ->
                read(
                        clients.glance()
                                .post(
                                        "/v2/images",
                                        Map.of(),
                                        new RequestAttributes(request)
                                                .name()
                                                .text("disk_format", ActionParameter.DISK_FORMAT)
                                                .value("container_format", "bare")
                                                .value("visibility", "private")
                                                .number("min_disk", ActionParameter.MIN_DISK)
                                                .number("min_ram", ActionParameter.MIN_RAM)
                                                .values()),
                        null);
            case CREATE_VOLUME ->
                post(
                        clients.cinder(),
                        "/volumes",
                        "volume",
                        new RequestAttributes(request)
                                .name()
                                .text("description", ActionParameter.DESCRIPTION)
                                .number("size", ActionParameter.SIZE)
                                .text("volume_type", ActionParameter.TYPE)
                                .text("imageRef", ActionParameter.IMAGE)
                                .text("snapshot_id", ActionParameter.SNAPSHOT)
                                .text("source_volid", ActionParameter.VOLUME));
            case CREATE_VOLUME_SNAPSHOT ->
                post(
                        clients.cinder(),
                        "/snapshots",
                        "snapshot",
                        new RequestAttributes(request)
                                .text("volume_id", ActionParameter.VOLUME)
                                .name()
                                .text("description", ActionParameter.DESCRIPTION)
                                // Snapshots of attached volumes require it (Block Storage API, "Create a snapshot").
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
                                .text("description", ActionParameter.DESCRIPTION));
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

    private static CreatedResource post(
            AuthenticatedServiceClient service, String path, String name, RequestAttributes attributes) {
        return read(service.post(path, Map.of(), Map.of(name, attributes.values())), name);
    }

    /** @param name name of the JSON object; null if the response is the object itself */
    private static CreatedResource read(ServiceResponse response, @Nullable String name) {
        String id = ServiceJson.readTree(response)
                .map(tree -> (name == null ? tree : tree.path(name)).path("id").asString(""))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.UNINTELLIGIBLE,
                        "The response does not contain the ID of the created resource",
                        response.status(),
                        response.requestId().orElse(null),
                        null,
                        null));
        return new CreatedResource(id, response.requestId());
    }
}
