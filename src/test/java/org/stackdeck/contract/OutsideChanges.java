package org.stackdeck.contract;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.contract.OutsideChangeMeter.Change;
import tools.jackson.databind.JsonNode;

/**
 * Changes servers, volumes, ports and images of {@link OutsideChangeBenchmark} through the APIs of OpenStack, and
 * reverses each change. {@link #close} deletes the created objects.
 */
final class OutsideChanges implements AutoCloseable {

    /** Time after which a changed server is older than all changes that Stackdeck requests again. */
    private static final Duration QUIET = Duration.ofSeconds(100);

    private final IndependentOpenStackClient services;
    private final IndependentOpenStackClient administrator;
    private final OutsideChangeMeter meter;
    private final String prefix = "outside-" + UUID.randomUUID().toString().substring(0, 8);
    private final CleanUpQueue cleanUp = new CleanUpQueue();
    private final String network;

    OutsideChanges(
            IndependentOpenStackClient services, IndependentOpenStackClient administrator, OutsideChangeMeter meter) {
        this.services = services;
        this.administrator = administrator;
        this.meter = meter;
        this.network = network("/v2.0/networks?router:external=false", "/networks/0/id");
    }

    /**
     * Measures all changes in each round.
     *
     * @param portAddresses whether to add addresses to ports, which the simulator ignores
     * @param burst number of servers whose addresses are changed at the same time; 0 for none
     */
    void measure(int rounds, boolean portAddresses, int burst) {
        meter.awaitComplete();
        String quiet = createServer("quiet", image());
        String changed = createServer("changed", image());
        meter.pauseWithDemand(QUIET);
        for (int round = 0; round < rounds; round++) {
            // Nova does not update a server's modification time after these changes.
            tag(quiet);
            floatingIp(quiet);
            if (portAddresses) {
                portAddresses(quiet);
            }
            securityGroup(quiet);
            networkInterface(changed);
            volume(changed);
            properties(changed);
            power(changed);
            states(changed);
            creation();
            failures(round);
        }
        if (burst > 0) {
            addressesOf(burst);
        }
        for (int round = 0; round < rounds; round++) {
            image(changed, prefix + "-image-" + round);
        }
    }

    private void tag(String server) {
        String path = "/servers/" + server + "/tags/" + prefix;
        meter.measure(serverChange("tag added", server, contains("tags", prefix)), () -> compute("PUT", path, null));
        meter.measure(
                serverChange("tag removed", server, contains("tags", prefix).negate()),
                () -> compute("DELETE", path, null));
    }

    private void properties(String server) {
        String path = "/servers/" + server;
        for (String value : List.of(prefix + "-other", prefix + "-changed")) {
            meter.measure(
                    serverChange("server renamed", server, contains("name", value)),
                    () -> compute("PUT", path, Map.of("server", Map.of("name", value))));
            meter.measure(
                    serverChange("description changed", server, contains("description", value)),
                    () -> compute("PUT", path, Map.of("server", Map.of("description", value))));
            meter.measure(
                    serverChange("metadata changed", server, contains("metadata", value)),
                    () -> compute("POST", path + "/metadata", Map.of("metadata", Map.of("place", value))));
        }
        meter.measure(serverChange("server locked", server, contains("locked", "true")), () -> action(server, "lock"));
        meter.measure(
                serverChange("server unlocked", server, contains("locked", "false")), () -> action(server, "unlock"));
    }

    private void power(String server) {
        status("server stopped", server, "SHUTOFF", () -> action(server, "os-stop"));
        status("server started", server, "ACTIVE", () -> action(server, "os-start"));
    }

    private void states(String server) {
        status("server paused", server, "PAUSED", () -> action(server, "pause"));
        status("server unpaused", server, "ACTIVE", () -> action(server, "unpause"));
        status("server suspended", server, "SUSPENDED", () -> action(server, "suspend"));
        status("server resumed", server, "ACTIVE", () -> action(server, "resume"));
        status("server rescued", server, "RESCUE", () -> action(server, "rescue"));
        status("server unrescued", server, "ACTIVE", () -> action(server, "unrescue"));
        status("server resized", server, "VERIFY_RESIZE", () -> resize(server));
        status("resize reverted", server, "ACTIVE", () -> action(server, "revertResize"));
        status("server shelved", server, "SHELVED_OFFLOADED", () -> action(server, "shelve"));
        status("server unshelved", server, "ACTIVE", () -> action(server, "unshelve"));
        status("state reset to error", server, "ERROR", () -> resetState(server, "error"));
        status("state reset to active", server, "ACTIVE", () -> resetState(server, "active"));
    }

    private void status(String what, String server, String status, Runnable request) {
        meter.measure(serverChange(what, server, contains("status", status)), request, hasStatus(server, status));
    }

    private void resize(String server) {
        String current = compute("GET", "/servers/" + server, null)
                .at("/server/flavor/original_name")
                .asString();
        String other = compute("GET", "/flavors/detail", null)
                .path("flavors")
                .valueStream()
                .filter(flavor -> !flavor.path("name").asString("").equals(current))
                .min(Comparator.comparingLong(flavor -> flavor.path("ram").asLong()))
                .orElseThrow()
                .path("id")
                .asString();
        compute("POST", "/servers/" + server + "/action", Map.of("resize", Map.of("flavorRef", other)));
    }

    private void resetState(String server, String state) {
        administrator.compute(
                "POST", "/servers/" + server + "/action", Map.of("os-resetState", Map.of("state", state)));
    }

    /** A stop and a creation that fail on the compute host, which fails them at the request of the metadata. */
    private void failures(int round) {
        String name = "stop-fails-" + round;
        String server = requestServer(name, image(), Map.of("lab_fail", "power_off"));
        meter.awaitShown(serverChange("active", server, contains("status", "ACTIVE")));
        OutsideChangeMeter.pauseForARandomTime();
        String before = updated(server);
        meter.measure(
                serverChange(
                        "stop failed",
                        server,
                        shown -> shown.path("taskState").isNull()
                                && !shown.path("updated").asString("").equals(before)),
                () -> action(server, "os-stop"),
                () -> hasEnded(server, before));
        compute("DELETE", "/servers/" + server, null);

        meter.measureNew(
                () -> serverChange(
                        "creation failed",
                        requestServer("creation-fails-" + round, image(), Map.of("lab_fail", "spawn")),
                        contains("status", "ERROR")),
                id -> hasStatus(id, "ERROR").getAsBoolean());
    }

    private String updated(String server) {
        return compute("GET", "/servers/" + server, null).at("/server/updated").asString();
    }

    private boolean hasEnded(String server, String before) {
        JsonNode found = compute("GET", "/servers/" + server, null).path("server");
        return found.path("OS-EXT-STS:task_state").isNull()
                && !found.path("updated").asString().equals(before);
    }

    private void creation() {
        OutsideChangeMeter.pauseForARandomTime();
        String server = requestServer("created", image());
        // The REST API limits requests for unknown servers.
        meter.measureListed(new HashMap<>(
                Map.of(serverChange("server created", server, node -> !node.isMissingNode()), System.nanoTime())));
        meter.awaitShown(serverChange("active", server, contains("status", "ACTIVE")));
        meter.measure(
                serverChange("server deleted", server, JsonNode::isMissingNode),
                () -> compute("DELETE", "/servers/" + server, null),
                () -> !compute("GET", "/servers/" + server, null).has("server"));
    }

    private void floatingIp(String server) {
        String port = portOf(server);
        JsonNode created = createFloatingIp();
        String path = "/v2.0/floatingips/" + created.path("id").asString();
        String address = created.path("floating_ip_address").asString();
        meter.measure(
                serverChange("floating IP associated", server, contains("addresses", address)),
                () -> network("PUT", path, Map.of("floatingip", Map.of("port_id", port))),
                () -> addresses(server).contains(address));
        meter.measure(
                serverChange(
                        "floating IP deleted",
                        server,
                        contains("addresses", address).negate()),
                () -> network("DELETE", path, null),
                () -> !addresses(server).contains(address));
    }

    private JsonNode createFloatingIp() {
        String external = network("/v2.0/networks?router:external=true", "/networks/0/id");
        JsonNode created = network(
                        "POST",
                        "/v2.0/floatingips",
                        Map.of("floatingip", Map.of("floating_network_id", external, "description", prefix)))
                .path("floatingip");
        cleanUp.push(() ->
                network("DELETE", "/v2.0/floatingips/" + created.path("id").asString(), null));
        return created;
    }

    private void portAddresses(String server) {
        String path = "/v2.0/ports/" + portOf(server);
        JsonNode address = network("GET", path, null).at("/port/fixed_ips/0");
        Map<String, String> first = Map.of(
                "subnet_id", address.path("subnet_id").asString(),
                "ip_address", address.path("ip_address").asString());
        meter.measure(
                serverChange(
                        "address added to a port",
                        server,
                        node -> node.path("addresses").size() == 2),
                () -> network(
                        "PUT", path, port("fixed_ips", List.of(first, Map.of("subnet_id", first.get("subnet_id"))))),
                () -> addresses(server).size() == 2);
        meter.measure(
                serverChange(
                        "address removed from a port",
                        server,
                        node -> node.path("addresses").size() == 1),
                () -> network("PUT", path, port("fixed_ips", List.of(first))),
                () -> addresses(server).size() == 1);
    }

    private void securityGroup(String server) {
        String port = portOf(server);
        String path = "/v2.0/ports/" + port;
        List<String> before = network("GET", path, null)
                .at("/port/security_groups")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        String group = network("POST", "/v2.0/security-groups", Map.of("security_group", Map.of("name", prefix)))
                .at("/security_group/id")
                .asString();
        Runnable delete = () -> network("DELETE", "/v2.0/security-groups/" + group, null);
        cleanUp.push(delete);
        meter.measure(
                new Change("security group of a port changed", "ports", port, contains("securityGroups", group)),
                () -> network("PUT", path, port("security_groups", List.of(group))));
        network("PUT", path, port("security_groups", before));
        delete.run();
    }

    private static Map<String, Object> port(String field, Object value) {
        return Map.of("port", Map.of(field, value));
    }

    private void networkInterface(String server) {
        String path = "/servers/" + server + "/os-interface";
        String[] port = new String[1];
        meter.measure(
                serverChange(
                        "interface attached",
                        server,
                        node -> node.path("addresses").size() == 2),
                () -> port[0] = compute("POST", path, Map.of("interfaceAttachment", Map.of("net_id", network)))
                        .at("/interfaceAttachment/port_id")
                        .asString());
        meter.measure(
                serverChange(
                        "interface detached",
                        server,
                        node -> node.path("addresses").size() == 1),
                () -> compute("DELETE", path + "/" + port[0], null),
                () -> addresses(server).size() == 1);
    }

    /** Returns the addresses that Nova shows. */
    private List<String> addresses(String server) {
        return compute("GET", "/servers/" + server, null)
                .at("/server/addresses")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(address -> address.path("addr").asString())
                .toList();
    }

    private void volume(String server) {
        String volume = services.requestJson(
                        "volumev3", "POST", "/volumes", Map.of("volume", Map.of("size", 1, "name", prefix)))
                .at("/volume/id")
                .asString();
        String path = "/volumes/" + volume;
        cleanUp.push(() -> services.requestJson("volumev3", "DELETE", path, null));
        meter.awaitShown(new Change("available", "volumes", volume, contains("status", "available")));
        String attachments = "/servers/" + server + "/os-volume_attachments";
        meter.measure(
                new Change("volume attached", "volumes", volume, contains("status", "in-use")),
                () -> compute("POST", attachments, Map.of("volumeAttachment", Map.of("volumeId", volume))),
                hasVolumeStatus(path, "in-use"));
        meter.measure(
                new Change("volume detached", "volumes", volume, contains("status", "available")),
                () -> compute("DELETE", attachments + "/" + volume, null),
                hasVolumeStatus(path, "available"));
        cleanUp.pop().run();
    }

    private BooleanSupplier hasVolumeStatus(String path, String status) {
        return () -> services.requestJson("volumev3", "GET", path, null)
                .at("/volume/status")
                .asString("")
                .equals(status);
    }

    /** Measures the renaming and the deletion of an image from which a server was created. */
    private void image(String source, String name) {
        String snapshot = compute("POST", "/servers/" + source + "/action", Map.of("createImage", Map.of("name", name)))
                .path("image_id")
                .asString();
        String path = "/v2/images/" + snapshot;
        Runnable delete = () -> services.requestJson("image", "DELETE", path, null);
        cleanUp.push(delete);
        meter.awaitShown(new Change("active", "images", snapshot, contains("status", "active")));
        String server = createServer("from-image", snapshot);
        meter.awaitShown(serverChange("image name", server, contains("image", name)));
        String renamed = name + "-renamed";
        meter.measure(
                serverChange("image of a server renamed", server, contains("image", renamed)),
                () -> services.renameImage(snapshot, renamed));
        meter.measure(
                serverChange(
                        "image of a server deleted",
                        server,
                        contains("image", renamed).negate()),
                delete);
        cleanUp.pop().run();
        cleanUp.pop();
    }

    /** Associates floating IPs with several servers, one immediately after another. */
    private void addressesOf(int servers) {
        Map<Change, Runnable> changes = new LinkedHashMap<>();
        compute("GET", "/servers/detail?status=ACTIVE", null)
                .path("servers")
                .valueStream()
                .filter(server -> !server.path("addresses").toString().contains("floating"))
                .limit(servers)
                .forEach(server -> {
                    String id = server.path("id").asString();
                    JsonNode created = createFloatingIp();
                    changes.put(
                            serverChange(
                                    "floating IPs of " + servers + " servers",
                                    id,
                                    contains(
                                            "addresses",
                                            created.path("floating_ip_address").asString())),
                            () -> network(
                                    "PUT",
                                    "/v2.0/floatingips/" + created.path("id").asString(),
                                    Map.of("floatingip", Map.of("port_id", portOf(id)))));
                });
        meter.measureAll(changes);
    }

    private String createServer(String name, String image) {
        String server = requestServer(name, image);
        meter.awaitShown(serverChange("active", server, contains("status", "ACTIVE")));
        return server;
    }

    private String requestServer(String name, String image) {
        return requestServer(name, image, Map.of());
    }

    private String requestServer(String name, String image, Map<String, String> metadata) {
        String flavor = smallest(compute("GET", "/flavors/detail", null).path("flavors"), "ram");
        String server = compute(
                        "POST",
                        "/servers",
                        Map.of(
                                "server",
                                Map.of(
                                        "name",
                                        prefix + "-" + name,
                                        "flavorRef",
                                        flavor,
                                        "imageRef",
                                        image,
                                        "networks",
                                        List.of(Map.of("uuid", network)),
                                        "metadata",
                                        metadata)))
                .at("/server/id")
                .asString();
        cleanUp.push(() -> compute("DELETE", "/servers/" + server, null));
        return server;
    }

    private String image() {
        return smallest(
                services.requestJson("image", "GET", "/v2/images?visibility=public", null)
                        .path("images"),
                "size");
    }

    private static String smallest(JsonNode objects, String size) {
        return objects.valueStream()
                .min(Comparator.comparingLong(object -> object.path(size).asLong(0)))
                .orElseThrow()
                .path("id")
                .asString();
    }

    private String portOf(String server) {
        return network("/v2.0/ports?device_id=" + server, "/ports/0/id");
    }

    /** Returns whether Nova shows the status and no task, so that it accepts the next action. */
    private BooleanSupplier hasStatus(String server, String status) {
        return () -> {
            JsonNode found = compute("GET", "/servers/" + server, null).path("server");
            return found.path("status").asString("").equals(status)
                    && found.path("OS-EXT-STS:task_state").isNull();
        };
    }

    private void action(String server, String action) {
        compute("POST", "/servers/" + server + "/action", Collections.singletonMap(action, null));
    }

    private JsonNode compute(String method, String path, @Nullable Object body) {
        return services.compute(method, path, body);
    }

    private JsonNode network(String method, String path, @Nullable Object body) {
        return services.requestJson("network", method, path, body);
    }

    private String network(String path, String pointer) {
        return network("GET", path, null).at(pointer).asString();
    }

    private static Change serverChange(String what, String server, Predicate<JsonNode> shown) {
        return new Change(what, "servers", server, shown);
    }

    private static Predicate<JsonNode> contains(String field, String text) {
        return found -> found.path(field).toString().contains(text);
    }

    @Override
    public void close() {
        cleanUp.close();
    }
}
