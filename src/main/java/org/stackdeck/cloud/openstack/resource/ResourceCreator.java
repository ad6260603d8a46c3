package org.stackdeck.cloud.openstack.resource;

import java.util.LinkedHashMap;
import java.util.List;
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
                                        new Body(request)
                                                .text("name", ActionParameter.NAME)
                                                .text("disk_format", ActionParameter.DISK_FORMAT)
                                                .value("container_format", "bare")
                                                .value("visibility", "private")
                                                .number("min_disk", ActionParameter.MIN_DISK)
                                                .number("min_ram", ActionParameter.MIN_RAM)
                                                .values),
                        null);
            case CREATE_VOLUME -> {
                request.value(ActionParameter.TYPE).ifPresent(this::requireVolumeType);
                yield post(
                        clients.cinder(),
                        "/volumes",
                        "volume",
                        new Body(request)
                                .text("name", ActionParameter.NAME)
                                .text("description", ActionParameter.DESCRIPTION)
                                .number("size", ActionParameter.SIZE)
                                .text("volume_type", ActionParameter.TYPE)
                                .text("imageRef", ActionParameter.IMAGE)
                                .text("snapshot_id", ActionParameter.SNAPSHOT)
                                .text("source_volid", ActionParameter.VOLUME));
            }
            case CREATE_VOLUME_SNAPSHOT ->
                post(
                        clients.cinder(),
                        "/snapshots",
                        "snapshot",
                        new Body(request)
                                .text("volume_id", ActionParameter.VOLUME)
                                .text("name", ActionParameter.NAME)
                                .text("description", ActionParameter.DESCRIPTION)
                                // Snapshots of attached volumes require it (Block Storage API, "Create a snapshot").
                                .value("force", true));
            case CREATE_FLOATING_IP ->
                post(
                        clients.neutron(),
                        "/v2.0/floatingips",
                        "floatingip",
                        new Body(request)
                                .text("floating_network_id", ActionParameter.NETWORK)
                                .text("description", ActionParameter.DESCRIPTION));
            case CREATE_NETWORK ->
                post(
                        clients.neutron(),
                        "/v2.0/networks",
                        "network",
                        new Body(request)
                                .text("name", ActionParameter.NAME)
                                .text("description", ActionParameter.DESCRIPTION));
            case CREATE_SUBNET ->
                post(
                        clients.neutron(),
                        "/v2.0/subnets",
                        "subnet",
                        new Body(request)
                                .text("network_id", ActionParameter.NETWORK)
                                .text("name", ActionParameter.NAME)
                                .subnet());
            case CREATE_PORT ->
                post(
                        clients.neutron(),
                        "/v2.0/ports",
                        "port",
                        new Body(request)
                                .text("network_id", ActionParameter.NETWORK)
                                .text("name", ActionParameter.NAME)
                                .text("description", ActionParameter.DESCRIPTION));
            case CREATE_ROUTER ->
                post(
                        clients.neutron(),
                        "/v2.0/routers",
                        "router",
                        new Body(request)
                                .text("name", ActionParameter.NAME)
                                .text("description", ActionParameter.DESCRIPTION)
                                .gateway());
            case CREATE_SECURITY_GROUP ->
                post(
                        clients.neutron(),
                        "/v2.0/security-groups",
                        "security_group",
                        new Body(request)
                                .text("name", ActionParameter.NAME)
                                .text("description", ActionParameter.DESCRIPTION));
            case CREATE_SERVER_GROUP ->
                read(
                        clients.nova()
                                .post(
                                        "/os-server-groups",
                                        novaVersion.get(),
                                        Map.of(
                                                "server_group",
                                                new Body(request)
                                                        .text("name", ActionParameter.NAME)
                                                        .text("policy", ActionParameter.POLICY)
                                                        .values)),
                        "server_group");
            default -> throw new IllegalArgumentException(request.action() + " creates nothing");
        };
    }

    /**
     * Requires a type from the project's list. With an administrator's token, Cinder also accepts private types of other
     * projects, but does not list them.
     *
     * @throws CloudException REFUSED if the list does not contain the type; UNAVAILABLE if it cannot be loaded, with
     *     nothing created
     */
    private void requireVolumeType(String nameOrId) {
        ServiceResponse response;
        try {
            response = clients.cinder().get("/types?limit=1000", Map.of());
        } catch (CloudException e) {
            throw new CloudException(
                    CloudException.Category.UNAVAILABLE,
                    "The volume types could not be loaded: " + e.getMessage(),
                    0,
                    e.requestId().orElse(null),
                    null,
                    e);
        }
        boolean listed = ServiceJson.readTree(response).stream()
                .flatMap(tree -> tree.path("volume_types").valueStream())
                .anyMatch(type -> type.path("id").asString("").equals(nameOrId)
                        || type.path("name").asString("").equals(nameOrId));
        if (!listed) {
            throw new CloudException(
                    CloudException.Category.REFUSED,
                    "Volume type " + nameOrId + " could not be found",
                    0,
                    response.requestId().orElse(null),
                    null,
                    null);
        }
    }

    private static CreatedResource post(AuthenticatedServiceClient service, String path, String name, Body body) {
        return read(service.post(path, Map.of(), Map.of(name, body.values)), name);
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

    /** The JSON object of a new resource. Omits parameters without a value. */
    private static final class Body {

        private final ActionRequest request;
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

        private Body(ActionRequest request) {
            this.request = request;
        }

        private Body value(String field, Object value) {
            values.put(field, value);
            return this;
        }

        private Body text(String field, ActionParameter parameter) {
            request.value(parameter).ifPresent(text -> values.put(field, text));
            return this;
        }

        private Body subnet() {
            String cidr = request.requiredValue(ActionParameter.CIDR);
            values.put("cidr", cidr);
            values.put("ip_version", cidr.contains(":") ? 6 : 4);
            request.value(ActionParameter.GATEWAY)
                    .ifPresent(gateway -> values.put("gateway_ip", gateway.equals("none") ? null : gateway));
            request.value(ActionParameter.DHCP)
                    .ifPresent(enabled -> values.put("enable_dhcp", Boolean.valueOf(enabled)));
            request.value(ActionParameter.DNS)
                    .ifPresent(servers -> values.put("dns_nameservers", List.of(servers.split(" *, *", -1))));
            return this;
        }

        private Body gateway() {
            request.value(ActionParameter.NETWORK)
                    .ifPresent(network -> values.put("external_gateway_info", Map.of("network_id", network)));
            return this;
        }

        private Body number(String field, ActionParameter parameter) {
            request.value(parameter).ifPresent(text -> values.put(field, Integer.parseInt(text)));
            return this;
        }
    }
}
