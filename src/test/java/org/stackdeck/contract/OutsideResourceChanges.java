package org.stackdeck.contract;

import static org.stackdeck.cloud.resource.ResourceKind.FLOATING_IP;
import static org.stackdeck.cloud.resource.ResourceKind.IMAGE;
import static org.stackdeck.cloud.resource.ResourceKind.NETWORK;
import static org.stackdeck.cloud.resource.ResourceKind.PORT;
import static org.stackdeck.cloud.resource.ResourceKind.ROUTER;
import static org.stackdeck.cloud.resource.ResourceKind.SECURITY_GROUP;
import static org.stackdeck.cloud.resource.ResourceKind.SERVER_GROUP;
import static org.stackdeck.cloud.resource.ResourceKind.SUBNET;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME_BACKUP;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME_SNAPSHOT;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.contract.OutsideChangeMeter.Change;
import tools.jackson.databind.JsonNode;

/**
 * Creates, changes and deletes a resource of each kind besides servers through the APIs of OpenStack, for
 * {@link OutsideChangeBenchmark}. {@link #close} deletes the created resources.
 */
final class OutsideResourceChanges implements AutoCloseable {

    private static final String AVAILABLE = "available";

    private final IndependentOpenStackClient services;
    private final OutsideChangeMeter meter;
    private final String prefix = "outside-" + UUID.randomUUID().toString().substring(0, 8);
    private final CleanUpQueue cleanUp = new CleanUpQueue();

    OutsideResourceChanges(IndependentOpenStackClient services, OutsideChangeMeter meter) {
        this.services = services;
        this.meter = meter;
    }

    /** @param backups whether the cloud has the backup service */
    void measure(int rounds, boolean backups) {
        for (int round = 0; round < rounds; round++) {
            image();
            volumes(backups);
            networks(round);
            floatingIp();
            securityGroup();
            Resource group = create(
                    SERVER_GROUP,
                    "/os-server-groups",
                    "server_group",
                    Map.of("name", prefix, "policy", "soft-affinity"));
            delete(group);
        }
    }

    private void image() {
        Resource image = create(
                IMAGE, "/v2/images", "", Map.of("name", prefix, "disk_format", "raw", "container_format", "bare"));
        String name = prefix + "-renamed";
        meter.measure(image.change("changed", contains("name", name)), () -> services.renameImage(image.id(), name));
        delete(image);
    }

    private void volumes(boolean backups) {
        Resource volume = create(VOLUME, "/volumes", "volume", Map.of("name", prefix, "size", 1));
        rename(volume);
        meter.measure(
                volume.change("extended", contains("size", "2").and(contains("status", AVAILABLE))),
                () -> request(volume, "POST", volume.path() + "/action", Map.of("os-extend", Map.of("new_size", 2))),
                () -> read(volume).path("size").asInt() == 2
                        && read(volume).path("status").asString("").equals(AVAILABLE));
        Map<String, Object> source = Map.of("name", prefix, "volume_id", volume.id());
        Resource snapshot = create(VOLUME_SNAPSHOT, "/snapshots", "snapshot", source);
        rename(snapshot);
        delete(snapshot);
        if (backups) {
            delete(create(VOLUME_BACKUP, "/backups", "backup", source));
        }
        delete(volume);
    }

    private void networks(int round) {
        Resource network = create(NETWORK, "/v2.0/networks", "network", Map.of("name", prefix));
        rename(network);
        meter.measure(
                network.change("tagged", contains("tags", prefix)),
                () -> request(network, "PUT", network.path() + "/tags", Map.of("tags", List.of(prefix))));
        Resource subnet = create(
                SUBNET,
                "/v2.0/subnets",
                "subnet",
                Map.of(
                        "name",
                        prefix,
                        "network_id",
                        network.id(),
                        "ip_version",
                        4,
                        "cidr",
                        "10.94." + round % 256 + ".0/24"));
        rename(subnet);
        Resource port = create(PORT, "/v2.0/ports", "port", Map.of("name", prefix, "network_id", network.id()));
        rename(port);
        delete(port);
        Resource router = create(ROUTER, "/v2.0/routers", "router", Map.of("name", prefix));
        rename(router);
        delete(router);
        delete(subnet);
        delete(network);
    }

    private void floatingIp() {
        String external = services.requestJson("network", "GET", "/v2.0/networks?router:external=true", null)
                .at("/networks/0/id")
                .asString();
        Resource address = create(
                FLOATING_IP,
                "/v2.0/floatingips",
                "floatingip",
                Map.of("floating_network_id", external, "description", prefix));
        change(address, "description");
        delete(address);
    }

    private void securityGroup() {
        Resource group = create(SECURITY_GROUP, "/v2.0/security-groups", "security_group", Map.of("name", prefix));
        rename(group);
        meter.measure(
                group.change("rule added", contains("rules", "443")),
                () -> request(
                        group,
                        "POST",
                        "/v2.0/security-group-rules",
                        Map.of(
                                "security_group_rule",
                                Map.of(
                                        "security_group_id",
                                        group.id(),
                                        "direction",
                                        "ingress",
                                        "ethertype",
                                        "IPv4",
                                        "protocol",
                                        "tcp",
                                        "port_range_min",
                                        443,
                                        "port_range_max",
                                        443))));
        delete(group);
    }

    /** @param wrapper name of the object in requests and responses; empty for none */
    private record Resource(ResourceKind kind, String path, String wrapper, String id) {

        Change change(String what, Predicate<JsonNode> shown) {
            return new Change(kind.code() + " " + what, kind.code(), id, shown);
        }
    }

    private Resource create(ResourceKind kind, String collection, String wrapper, Map<String, Object> attributes) {
        Resource[] created = new Resource[1];
        meter.measureNew(
                () -> {
                    JsonNode response = services.requestJson(
                            kind.service(),
                            "POST",
                            collection,
                            wrapper.isEmpty() ? attributes : Map.of(wrapper, attributes));
                    String id = (wrapper.isEmpty() ? response : response.path(wrapper))
                            .path("id")
                            .asString();
                    Resource resource = new Resource(kind, collection + "/" + id, wrapper, id);
                    created[0] = resource;
                    cleanUp.push(() -> request(resource, "DELETE", resource.path(), null));
                    return resource.change(
                            "created",
                            isAsynchronous(kind) ? contains("status", AVAILABLE) : node -> !node.isMissingNode());
                },
                isAsynchronous(kind)
                        ? _ -> read(created[0]).path("status").asString("").equals(AVAILABLE)
                        : null);
        return created[0];
    }

    /** Returns whether the service responds before it has created or deleted the resource. */
    private static boolean isAsynchronous(ResourceKind kind) {
        return kind.service().equals(VOLUME.service());
    }

    private void rename(Resource resource) {
        change(resource, "name");
    }

    private void change(Resource resource, String attribute) {
        String value = prefix + "-changed";
        meter.measure(
                resource.change("changed", contains(attribute, value)),
                () -> request(resource, "PUT", resource.path(), Map.of(resource.wrapper(), Map.of(attribute, value))));
    }

    private void delete(Resource resource) {
        Change deleted = resource.change("deleted", JsonNode::isMissingNode);
        Runnable deletion = () -> request(resource, "DELETE", resource.path(), null);
        if (isAsynchronous(resource.kind())) {
            BooleanSupplier done = () -> read(resource).isMissingNode();
            meter.measure(deleted, deletion, done);
        } else {
            meter.measure(deleted, deletion);
        }
    }

    private JsonNode read(Resource resource) {
        return request(resource, "GET", resource.path(), null).path(resource.wrapper());
    }

    private JsonNode request(Resource resource, String method, String path, @Nullable Object body) {
        return services.requestJson(resource.kind().service(), method, path, body);
    }

    private static Predicate<JsonNode> contains(String field, String text) {
        return found -> found.path(field).toString().contains(text);
    }

    @Override
    public void close() {
        cleanUp.close();
    }
}
