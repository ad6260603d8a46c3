package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.compute.ServerActionSender.encodePathSegment;

import java.util.Map;
import java.util.function.Supplier;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.openstack.http.ServiceResponse;

/**
 * Sends actions on resources to the services. Does not use openstack4j, which does not return the request IDs that the
 * audit trail contains.
 */
final class ResourceActionSender {

    /** Version of Cinder's API since which attached volumes can be extended. */
    private static final Map<String, String> CINDER_VERSION = Map.of("OpenStack-API-Version", "volume 3.42");

    private final ProjectClients clients;
    private final Supplier<Map<String, String>> novaVersion;

    ResourceActionSender(ProjectClients clients, Supplier<Map<String, String>> novaVersion) {
        this.clients = clients;
        this.novaVersion = novaVersion;
    }

    ServiceResponse send(String id, ActionRequest actionRequest) {
        String segment = "/" + encodePathSegment(id);
        return switch ((ResourceAction) actionRequest.action()) {
            case DELETE_IMAGE -> clients.glance().delete("/v2/images" + segment, Map.of());
            case DELETE_VOLUME -> clients.cinder().delete("/volumes" + segment, Map.of());
            case EXTEND_VOLUME ->
                clients.cinder()
                        .post(
                                "/volumes" + segment + "/action",
                                CINDER_VERSION,
                                Map.of(
                                        "os-extend",
                                        Map.of(
                                                "new_size",
                                                Integer.parseInt(actionRequest.requiredValue(ActionParameter.SIZE)))));
            case DELETE_VOLUME_SNAPSHOT -> clients.cinder().delete("/snapshots" + segment, Map.of());
            case DELETE_FLOATING_IP -> clients.neutron().delete("/v2.0/floatingips" + segment, Map.of());
            case DELETE_SERVER_GROUP -> clients.nova().delete("/os-server-groups" + segment, novaVersion.get());
        };
    }
}
