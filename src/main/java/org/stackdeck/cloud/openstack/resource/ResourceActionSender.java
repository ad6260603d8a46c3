package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.action.ActionParameter.ADMIN_STATE_UP;
import static org.stackdeck.cloud.action.ActionParameter.BACKUP;
import static org.stackdeck.cloud.action.ActionParameter.DESCRIPTION;
import static org.stackdeck.cloud.action.ActionParameter.KEY;
import static org.stackdeck.cloud.action.ActionParameter.MIGRATION_POLICY;
import static org.stackdeck.cloud.action.ActionParameter.MIN_DISK;
import static org.stackdeck.cloud.action.ActionParameter.MIN_RAM;
import static org.stackdeck.cloud.action.ActionParameter.NETWORK;
import static org.stackdeck.cloud.action.ActionParameter.PROJECT;
import static org.stackdeck.cloud.action.ActionParameter.ROUTES;
import static org.stackdeck.cloud.action.ActionParameter.RULE;
import static org.stackdeck.cloud.action.ActionParameter.SIZE;
import static org.stackdeck.cloud.action.ActionParameter.SNAPSHOT;
import static org.stackdeck.cloud.action.ActionParameter.SOURCE_GROUP;
import static org.stackdeck.cloud.action.ActionParameter.SUBNET;
import static org.stackdeck.cloud.action.ActionParameter.TAGS;
import static org.stackdeck.cloud.action.ActionParameter.TYPE;
import static org.stackdeck.cloud.action.ActionParameter.URL;
import static org.stackdeck.cloud.action.ActionParameter.VALUE;
import static org.stackdeck.cloud.action.ActionParameter.VISIBILITY;
import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.openstack.http.ChangePreconditions;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.image.ImageActionSender;
import org.stackdeck.cloud.openstack.image.ImageMemberClient;
import org.stackdeck.cloud.openstack.project.ProjectClients;
import org.stackdeck.cloud.openstack.volume.CinderMetadataClient;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;

/**
 * Sends actions on resources to the services. Does not use openstack4j, which does not return the request IDs for the
 * audit trail.
 */
final class ResourceActionSender {

    /** The first microversion of Cinder in which attached volumes can be extended. Reverting a volume requires 3.40. */
    private static final Map<String, String> VOLUME_ACTION_VERSION = Map.of("OpenStack-API-Version", "volume 3.42");

    /** The first microversion of Cinder in which backups can be renamed. */
    private static final Map<String, String> BACKUP_UPDATE_VERSION = Map.of("OpenStack-API-Version", "volume 3.9");

    private final ProjectClients clients;
    private final Supplier<Map<String, String>> novaVersion;

    ResourceActionSender(ProjectClients clients, Supplier<Map<String, String>> novaVersion) {
        this.clients = clients;
        this.novaVersion = novaVersion;
    }

    private ServiceResponse postVolumeAction(String segment, String action, Map<String, ?> attributes) {
        return clients.cinder()
                .post("/volumes" + segment + "/action", VOLUME_ACTION_VERSION, Map.of(action, attributes));
    }

    private ImageActionSender images() {
        return new ImageActionSender(clients.glance());
    }

    private ServiceResponse updateNeutron(String path, String name, ActionRequest request) {
        Map<String, @Nullable Object> attributes = new RequestAttributes(request)
                .name()
                .text("description", DESCRIPTION)
                .flag("admin_state_up", ADMIN_STATE_UP)
                .port()
                .list("routes", ROUTES, RequestAttributes::route)
                .subnetOptions()
                .values();
        return clients.neutron().put("/v2.0/" + path, Map.of(), Map.of(name, attributes));
    }

    private ServiceResponse updateCinder(String path, String name, ActionRequest request, Map<String, String> version) {
        Map<String, @Nullable Object> attributes = new RequestAttributes(request)
                .name()
                .text("description", DESCRIPTION)
                .values();
        return clients.cinder().put(path, version, Map.of(name, attributes));
    }

    private CinderMetadataClient metadata() {
        return new CinderMetadataClient(clients.cinder());
    }

    /** Reads the resource first, because Neutron returns status 500 for tags of a resource that does not exist. */
    private ServiceResponse replaceTags(String path, String id, ActionRequest request) {
        ResourceKind kind = ((ResourceAction) request.action()).kind();
        var _ = ChangePreconditions.read(() -> new NeutronResourceReader(clients.neutron()).find(kind, id));
        return clients.neutron()
                .put(
                        "/v2.0/" + path + "/tags",
                        Map.of(),
                        new RequestAttributes(request)
                                .list("tags", TAGS, tag -> tag)
                                .values());
    }

    private ServiceResponse setGateway(String segment, Map<String, String> gateway) {
        return clients.neutron()
                .put("/v2.0/routers" + segment, Map.of(), Map.of("router", Map.of("external_gateway_info", gateway)));
    }

    private ServiceResponse changeInterface(String segment, String change, ActionRequest request) {
        return clients.neutron()
                .put(
                        "/v2.0/routers" + segment + "/" + change + "_router_interface",
                        Map.of(),
                        Map.of("subnet_id", request.requiredValue(SUBNET)));
    }

    /**
     * Adds one rule, or those of two rules that the group does not have. If it has both, Neutron refuses the request.
     */
    private ServiceResponse addRules(String group, ActionRequest request) {
        NeutronResourceReader reader = new NeutronResourceReader(clients.neutron());
        // Without project_id, Neutron assigns the rule to the credential's project and counts it against the project's
        // quota.
        Optional<String> project = ChangePreconditions.read(() -> reader.findProjectOfSecurityGroup(group));
        List<SecurityRule> rules = ResourceActionRules.rules(request);
        Set<SecurityRule> present =
                rules.size() == 1 ? Set.of() : ChangePreconditions.read(() -> reader.findRules(group));
        List<SecurityRule> missing =
                rules.stream().filter(rule -> !present.contains(rule)).toList();
        List<Map<String, Object>> bodies = (missing.isEmpty() ? rules : missing)
                .stream().map(rule -> ruleBody(group, project, rule, request)).toList();
        return clients.neutron()
                .post(
                        "/v2.0/security-group-rules",
                        Map.of(),
                        bodies.size() == 1
                                ? Map.of("security_group_rule", bodies.getFirst())
                                : Map.of("security_group_rules", bodies));
    }

    private static Map<String, Object> ruleBody(
            String group, Optional<String> project, SecurityRule rule, ActionRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("security_group_id", group);
        project.ifPresent(id -> body.put("project_id", id));
        body.put("direction", rule.ingress() ? "ingress" : "egress");
        body.put("ethertype", rule.etherType());
        if (!rule.protocol().equals(SecurityRule.ANY)) {
            body.put("protocol", rule.protocol());
        }
        String ports = rule.ports();
        if (ports != null) {
            String[] range = ports.split("-", 2);
            body.put("port_range_min", Integer.parseInt(range[0]));
            // An ICMP type without a code applies to all codes.
            if (range.length > 1 || !SecurityRule.isIcmp(rule.protocol())) {
                body.put("port_range_max", Integer.parseInt(range[range.length - 1]));
            }
        }
        if (rule.remote() != null) {
            body.put(request.value(SOURCE_GROUP).isPresent() ? "remote_group_id" : "remote_ip_prefix", rule.remote());
        }
        return body;
    }

    /**
     * Returns the ID of the only rule with this text.
     *
     * @throws ChangeObstacleException if several rules have this text
     */
    private String findRule(String group, String text) {
        List<String> found =
                ChangePreconditions.read(() -> new NeutronResourceReader(clients.neutron()).findRules(group, text));
        if (found.size() > 1) {
            throw new ChangeObstacleException(ChangeObstacle.RULE_AMBIGUOUS);
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.NOT_FOUND, "The security group has no rule \"" + text + "\""));
    }

    ServiceResponse send(String id, ActionRequest request) {
        String segment = "/" + encodePathSegment(id);
        return switch ((ResourceAction) request.action()) {
            case SET_IMAGE ->
                images().setAttributes(
                                id,
                                new RequestAttributes(request)
                                        .name()
                                        .number("min_disk", MIN_DISK)
                                        .number("min_ram", MIN_RAM)
                                        .list("tags", TAGS, tag -> tag)
                                        .values());
            case SET_VOLUME -> updateCinder("/volumes" + segment, "volume", request, Map.of());
            case SET_VOLUME_SNAPSHOT -> updateCinder("/snapshots" + segment, "snapshot", request, Map.of());
            case SET_VOLUME_BACKUP -> updateCinder("/backups" + segment, "backup", request, BACKUP_UPDATE_VERSION);
            case SET_NETWORK -> updateNeutron("networks" + segment, "network", request);
            case SET_SUBNET -> updateNeutron("subnets" + segment, "subnet", request);
            case SET_PORT -> updateNeutron("ports" + segment, "port", request);
            case SET_ROUTER -> updateNeutron("routers" + segment, "router", request);
            case SET_FLOATING_IP -> updateNeutron("floatingips" + segment, "floatingip", request);
            case SET_SECURITY_GROUP -> updateNeutron("security-groups" + segment, "security_group", request);
            case DEACTIVATE_IMAGE -> images().postAction(id, "deactivate");
            case REACTIVATE_IMAGE -> images().postAction(id, "reactivate");
            case PROTECT_IMAGE -> images().setAttributes(id, Map.of("protected", true));
            case UNPROTECT_IMAGE -> images().setAttributes(id, Map.of("protected", false));
            case SET_IMAGE_VISIBILITY ->
                images().setAttributes(id, Map.of("visibility", request.requiredValue(VISIBILITY)));
            case SET_IMAGE_PROPERTY, REMOVE_IMAGE_PROPERTY ->
                images().changeProperty(id, request.requiredValue(KEY), request.value(VALUE));
            case ADD_IMAGE_PROJECT -> new ImageMemberClient(clients.glance()).add(id, request.requiredValue(PROJECT));
            case REMOVE_IMAGE_PROJECT ->
                new ImageMemberClient(clients.glance()).remove(id, request.requiredValue(PROJECT));
            case IMPORT_IMAGE -> images().download(id, request.requiredValue(URL));
            case DELETE_IMAGE -> images().delete(id);
            case DELETE_VOLUME ->
                clients.cinder()
                        .delete("/volumes" + segment + (request.isCascading() ? "?cascade=true" : ""), Map.of());
            case EXTEND_VOLUME ->
                postVolumeAction(
                        segment, "os-extend", Map.of("new_size", Integer.parseInt(request.requiredValue(SIZE))));
            case RETYPE_VOLUME ->
                postVolumeAction(
                        segment,
                        "os-retype",
                        Map.of(
                                "new_type",
                                request.requiredValue(TYPE),
                                "migration_policy",
                                request.value(MIGRATION_POLICY).orElse("never")));
            case REVERT_VOLUME ->
                postVolumeAction(segment, "revert", Map.of("snapshot_id", request.requiredValue(SNAPSHOT)));
            case RESTORE_VOLUME ->
                clients.cinder()
                        .post(
                                "/backups/" + encodePathSegment(request.requiredValue(BACKUP)) + "/restore",
                                Map.of(),
                                Map.of("restore", Map.of("volume_id", id)));
            case SET_VOLUME_BOOTABLE -> postVolumeAction(segment, "os-set_bootable", Map.of("bootable", true));
            case UNSET_VOLUME_BOOTABLE -> postVolumeAction(segment, "os-set_bootable", Map.of("bootable", false));
            case SET_VOLUME_READ_ONLY -> postVolumeAction(segment, "os-update_readonly_flag", Map.of("readonly", true));
            case UNSET_VOLUME_READ_ONLY ->
                postVolumeAction(segment, "os-update_readonly_flag", Map.of("readonly", false));
            case SET_VOLUME_METADATA, REMOVE_VOLUME_METADATA -> metadata().change("/volumes" + segment, request);
            case SET_VOLUME_SNAPSHOT_METADATA, REMOVE_VOLUME_SNAPSHOT_METADATA ->
                metadata().change("/snapshots" + segment, request);
            case SET_VOLUME_BACKUP_METADATA, REMOVE_VOLUME_BACKUP_METADATA ->
                metadata().changeBackup(id, request);
            case SET_NETWORK_TAGS -> replaceTags("networks" + segment, id, request);
            case SET_SUBNET_TAGS -> replaceTags("subnets" + segment, id, request);
            case SET_PORT_TAGS -> replaceTags("ports" + segment, id, request);
            case SET_ROUTER_TAGS -> replaceTags("routers" + segment, id, request);
            case SET_FLOATING_IP_TAGS -> replaceTags("floatingips" + segment, id, request);
            case SET_SECURITY_GROUP_TAGS -> replaceTags("security-groups" + segment, id, request);
            case DELETE_VOLUME_SNAPSHOT -> clients.cinder().delete("/snapshots" + segment, Map.of());
            case DELETE_VOLUME_BACKUP -> clients.cinder().delete("/backups" + segment, Map.of());
            case DELETE_FLOATING_IP -> clients.neutron().delete("/v2.0/floatingips" + segment, Map.of());
            case DELETE_NETWORK -> clients.neutron().delete("/v2.0/networks" + segment, Map.of());
            case DELETE_SUBNET -> clients.neutron().delete("/v2.0/subnets" + segment, Map.of());
            case DELETE_PORT -> clients.neutron().delete("/v2.0/ports" + segment, Map.of());
            case SET_ROUTER_GATEWAY -> setGateway(segment, Map.of("network_id", request.requiredValue(NETWORK)));
            case UNSET_ROUTER_GATEWAY -> setGateway(segment, Map.of());
            case ADD_ROUTER_INTERFACE -> changeInterface(segment, "add", request);
            case REMOVE_ROUTER_INTERFACE -> changeInterface(segment, "remove", request);
            case DELETE_ROUTER -> clients.neutron().delete("/v2.0/routers" + segment, Map.of());
            case ADD_SECURITY_GROUP_RULE -> addRules(id, request);
            case REMOVE_SECURITY_GROUP_RULE ->
                clients.neutron()
                        .delete(
                                "/v2.0/security-group-rules/"
                                        + encodePathSegment(findRule(id, request.requiredValue(RULE))),
                                Map.of());
            case DELETE_SECURITY_GROUP -> clients.neutron().delete("/v2.0/security-groups" + segment, Map.of());
            case DELETE_ADDRESS_GROUP -> clients.neutron().delete("/v2.0/address-groups" + segment, Map.of());
            case DELETE_SERVER_GROUP -> clients.nova().delete("/os-server-groups" + segment, novaVersion.get());
            default -> throw new IllegalArgumentException(request.action() + " is not sent to a single resource");
        };
    }
}
