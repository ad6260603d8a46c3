package org.stackdeck.cloud.openstack;

import static org.stackdeck.cloud.ActionParameter.*;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import tools.jackson.databind.JsonNode;

/**
 * Sends server actions to Nova (Compute API, "Servers - run an action" and the sub-resources of a server) and Neutron.
 */
final class ServerOrders {

    private static final String ADMIN_PASSWORD = "adminPass";

    private final ServiceClient nova;
    private final ServerPorts ports;
    private final Supplier<Map<String, String>> version;

    /** @param version the header with Nova's microversion */
    ServerOrders(ServiceClient nova, ServiceClient neutron, Supplier<Map<String, String>> version) {
        this.nova = nova;
        this.ports = new ServerPorts(neutron);
        this.version = version;
    }

    /** @param server the server's path in Nova */
    Answer send(String server, Order order) {
        return switch (order.action()) {
            case START -> act(server, "os-start", null);
            case STOP -> act(server, "os-stop", null);
            case REBOOT -> act(server, "reboot", Map.of("type", "SOFT"));
            case HARD_REBOOT -> act(server, "reboot", Map.of("type", "HARD"));
            case PAUSE -> act(server, "pause", null);
            case UNPAUSE -> act(server, "unpause", null);
            case SUSPEND -> act(server, "suspend", null);
            case RESUME -> act(server, "resume", null);
            case CONFIRM_RESIZE -> act(server, "confirmResize", null);
            case REVERT_RESIZE -> act(server, "revertResize", null);
            case RESIZE -> act(server, "resize", fields(order, "flavorRef", FLAVOR));
            case SNAPSHOT -> act(server, "createImage", fields(order, "name", NAME));
            case SET_PASSWORD -> act(server, "changePassword", fields(order, ADMIN_PASSWORD, PASSWORD));
            case RESCUE -> act(server, "rescue", fields(order, ADMIN_PASSWORD, PASSWORD, "rescue_image_ref", IMAGE));
            case UNRESCUE -> act(server, "unrescue", null);
            case SHELVE -> act(server, "shelve", null);
            case UNSHELVE -> act(server, "unshelve", null);
            case SHELVE_OFFLOAD -> act(server, "shelveOffload", null);
            case LOCK -> act(server, "lock", fields(order, "locked_reason", REASON));
            case UNLOCK -> act(server, "unlock", null);
            case RESET_STATE -> act(server, "os-resetState", fields(order, "state", STATE));
            case MIGRATE -> act(server, "migrate", fields(order, "host", HOST));
            case LIVE_MIGRATE -> act(server, "os-migrateLive", live(order));
            case REBUILD -> act(server, "rebuild", fields(order, "imageRef", IMAGE, ADMIN_PASSWORD, PASSWORD));
            case RENAME -> nova.put(server, version.get(), Map.of("server", Map.of("name", order.required(NAME))));
            case DESCRIBE -> nova.put(server, version.get(), Map.of("server", description(order)));
            case ADD_TAG -> nova.send("PUT", tag(server, order), version.get(), null);
            case REMOVE_TAG -> nova.delete(tag(server, order), version.get());
            case SET_METADATA ->
                nova.post(
                        server + "/metadata",
                        version.get(),
                        Map.of("metadata", Map.of(order.required(KEY), order.required(VALUE))));
            case REMOVE_METADATA -> nova.delete(server + "/metadata/" + inPath(order.required(KEY)), version.get());
            case ATTACH_VOLUME ->
                nova.post(
                        server + "/os-volume_attachments",
                        version.get(),
                        Map.of("volumeAttachment", Map.of("volumeId", order.required(VOLUME))));
            case DETACH_VOLUME ->
                nova.delete(server + "/os-volume_attachments/" + inPath(order.required(VOLUME)), version.get());
            case ATTACH_INTERFACE ->
                nova.post(
                        server + "/os-interface",
                        version.get(),
                        Map.of("interfaceAttachment", Map.of("net_id", order.required(NETWORK))));
            case DETACH_INTERFACE ->
                nova.delete(server + "/os-interface/" + inPath(order.required(PORT)), version.get());
            case ADD_SECURITY_GROUP ->
                act(server, "addSecurityGroup", fields(order, "name", ActionParameter.SECURITY_GROUP));
            case REMOVE_SECURITY_GROUP ->
                act(server, "removeSecurityGroup", fields(order, "name", ActionParameter.SECURITY_GROUP));
            case ASSOCIATE_FLOATING_IP -> ports.associate(idOf(server), order);
            case DISASSOCIATE_FLOATING_IP -> ports.disassociate(idOf(server), order);
            case DELETE -> nova.delete(server, version.get());
            case RESTORE -> act(server, "restore", null);
            case FORCE_DELETE -> act(server, "forceDelete", null);
            case CREATE -> throw new IllegalArgumentException("a server that is there is not made");
        };
    }

    /**
     * Nova returns the password as the only field of a rescue response and in the server of a rebuild response. Clouds
     * can disable that.
     */
    static @Nullable String adminPassword(ServerAction action, Answer answer) {
        JsonNode told = switch (action) {
            case RESCUE ->
                Json.tree(answer).map(tree -> tree.path(ADMIN_PASSWORD)).orElse(null);
            case REBUILD ->
                Json.tree(answer)
                        .map(tree -> tree.path("server").path(ADMIN_PASSWORD))
                        .orElse(null);
            default -> null;
        };
        return told == null ? null : told.asString(null);
    }

    /** Returns whether the requested change is already in effect. Only for actions without an instance action. */
    boolean hold(String path, Server server, Order order) {
        return switch (order.action()) {
            case RENAME -> server.name().equals(order.required(NAME).strip());
            case DESCRIBE ->
                Objects.requireNonNullElse(server.description(), "")
                        .equals(order.required(DESCRIPTION).strip());
            case ADD_TAG -> server.tags().contains(order.required(TAG));
            case REMOVE_TAG -> !server.tags().contains(order.required(TAG));
            case SET_METADATA -> order.required(VALUE).equals(server.metadata().get(order.required(KEY)));
            case REMOVE_METADATA -> !server.metadata().containsKey(order.required(KEY));
            case RESET_STATE ->
                server.status().name().equalsIgnoreCase(order.required(STATE)) && server.taskState() == null;
            case ADD_SECURITY_GROUP -> ports.grouped(idOf(path), order.required(ActionParameter.SECURITY_GROUP));
            case REMOVE_SECURITY_GROUP -> !ports.grouped(idOf(path), order.required(ActionParameter.SECURITY_GROUP));
            case ASSOCIATE_FLOATING_IP ->
                ports.associated(
                        idOf(path),
                        order.required(FLOATING_IP),
                        order.value(PORT).orElse(null));
            case DISASSOCIATE_FLOATING_IP -> !ports.associated(idOf(path), order.required(FLOATING_IP), null);
            default -> false;
        };
    }

    private Answer act(String server, String word, @Nullable Map<String, @Nullable String> fields) {
        return nova.post(server + "/action", version.get(), Collections.singletonMap(word, fields));
    }

    /** Nova requires null instead of an empty object. */
    private static @Nullable Map<String, @Nullable String> fields(Order order, Object... names) {
        Map<String, @Nullable String> fields = new HashMap<>();
        for (int i = 0; i < names.length; i += 2) {
            String name = (String) names[i];
            order.value((ActionParameter) names[i + 1]).ifPresent(value -> fields.put(name, value));
        }
        return fields.isEmpty() ? null : fields;
    }

    /**
     * Without a host the scheduler selects one; a given host is checked by the scheduler. Nova detects shared disks
     * itself.
     */
    private static Map<String, @Nullable String> live(Order order) {
        Map<String, @Nullable String> fields = new HashMap<>();
        fields.put("host", order.value(HOST).orElse(null));
        fields.put("block_migration", "auto");
        return fields;
    }

    /** Null removes the description. */
    private static Map<String, @Nullable String> description(Order order) {
        String text = order.required(DESCRIPTION).strip();
        return Collections.singletonMap("description", text.isEmpty() ? null : text);
    }

    private static String tag(String server, Order order) {
        return server + "/tags/" + inPath(order.required(TAG));
    }

    private static String idOf(String server) {
        return server.substring(server.lastIndexOf('/') + 1);
    }

    static String inPath(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
