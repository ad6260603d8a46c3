package org.stackdeck.cloud.openstack.compute;

import static org.stackdeck.cloud.action.ActionParameter.*;
import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.resource.ServerNetworkClient;
import org.stackdeck.cloud.server.Server;
import tools.jackson.databind.JsonNode;

/**
 * Sends server actions to Nova (Compute API, "Servers - run an action" and the sub-resources of a server) and Neutron.
 */
final class ServerActionSender {

    private static final String ADMIN_PASSWORD = "adminPass";

    private final AuthenticatedServiceClient nova;
    private final ServerNetworkClient client;
    private final Supplier<Map<String, String>> version;

    /** @param version supplies the header with Nova's microversion */
    ServerActionSender(
            AuthenticatedServiceClient nova,
            AuthenticatedServiceClient neutron,
            Supplier<Map<String, String>> version) {
        this.nova = nova;
        this.client = new ServerNetworkClient(neutron);
        this.version = version;
    }

    /** @param server the server's path in Nova */
    ServiceResponse send(String server, ActionRequest actionRequest) {
        return switch (actionRequest.serverAction()) {
            case START -> postAction(server, "os-start", null);
            case STOP -> postAction(server, "os-stop", null);
            case REBOOT -> postAction(server, "reboot", Map.of("type", "SOFT"));
            case HARD_REBOOT -> postAction(server, "reboot", Map.of("type", "HARD"));
            case PAUSE -> postAction(server, "pause", null);
            case UNPAUSE -> postAction(server, "unpause", null);
            case SUSPEND -> postAction(server, "suspend", null);
            case RESUME -> postAction(server, "resume", null);
            case CONFIRM_RESIZE -> postAction(server, "confirmResize", null);
            case REVERT_RESIZE -> postAction(server, "revertResize", null);
            case RESIZE -> postAction(server, "resize", fields(actionRequest, "flavorRef", FLAVOR));
            case SNAPSHOT -> postAction(server, "createImage", fields(actionRequest, "name", NAME));
            case SET_PASSWORD -> postAction(server, "changePassword", fields(actionRequest, ADMIN_PASSWORD, PASSWORD));
            case RESCUE ->
                postAction(
                        server, "rescue", fields(actionRequest, ADMIN_PASSWORD, PASSWORD, "rescue_image_ref", IMAGE));
            case UNRESCUE -> postAction(server, "unrescue", null);
            case SHELVE -> postAction(server, "shelve", null);
            case UNSHELVE -> postAction(server, "unshelve", null);
            case SHELVE_OFFLOAD -> postAction(server, "shelveOffload", null);
            case LOCK -> postAction(server, "lock", fields(actionRequest, "locked_reason", REASON));
            case UNLOCK -> postAction(server, "unlock", null);
            case RESET_STATE -> postAction(server, "os-resetState", fields(actionRequest, "state", STATE));
            case MIGRATE -> postAction(server, "migrate", fields(actionRequest, "host", HOST));
            case LIVE_MIGRATE -> postAction(server, "os-migrateLive", liveMigrationFields(actionRequest));
            case REBUILD ->
                postAction(server, "rebuild", fields(actionRequest, "imageRef", IMAGE, ADMIN_PASSWORD, PASSWORD));
            case RENAME ->
                nova.put(server, version.get(), Map.of("server", Map.of("name", actionRequest.requiredValue(NAME))));
            case DESCRIBE -> nova.put(server, version.get(), Map.of("server", description(actionRequest)));
            case ADD_TAG -> nova.send("PUT", tag(server, actionRequest), version.get(), null);
            case REMOVE_TAG -> nova.delete(tag(server, actionRequest), version.get());
            case SET_METADATA ->
                nova.post(
                        server + "/metadata",
                        version.get(),
                        Map.of(
                                "metadata",
                                Map.of(actionRequest.requiredValue(KEY), actionRequest.requiredValue(VALUE))));
            case REMOVE_METADATA ->
                nova.delete(server + "/metadata/" + encodePathSegment(actionRequest.requiredValue(KEY)), version.get());
            case ATTACH_VOLUME ->
                nova.post(
                        server + "/os-volume_attachments",
                        version.get(),
                        Map.of("volumeAttachment", Map.of("volumeId", actionRequest.requiredValue(VOLUME))));
            case DETACH_VOLUME ->
                nova.delete(
                        server + "/os-volume_attachments/" + encodePathSegment(actionRequest.requiredValue(VOLUME)),
                        version.get());
            case ATTACH_INTERFACE ->
                nova.post(
                        server + "/os-interface",
                        version.get(),
                        Map.of("interfaceAttachment", Map.of("net_id", actionRequest.requiredValue(NETWORK))));
            case DETACH_INTERFACE ->
                nova.delete(
                        server + "/os-interface/" + encodePathSegment(actionRequest.requiredValue(PORT)),
                        version.get());
            case ADD_SECURITY_GROUP ->
                postAction(server, "addSecurityGroup", fields(actionRequest, "name", ActionParameter.SECURITY_GROUP));
            case REMOVE_SECURITY_GROUP ->
                postAction(
                        server, "removeSecurityGroup", fields(actionRequest, "name", ActionParameter.SECURITY_GROUP));
            case ASSOCIATE_FLOATING_IP -> client.associate(serverIdOf(server), actionRequest);
            case DISASSOCIATE_FLOATING_IP -> client.disassociate(serverIdOf(server), actionRequest);
            case DELETE -> nova.delete(server, version.get());
            case RESTORE -> postAction(server, "restore", null);
            case FORCE_DELETE -> postAction(server, "forceDelete", null);
            case CREATE -> throw new IllegalArgumentException("an existing server cannot be created");
        };
    }

    /**
     * Returns the administrator password in the response; null if there is none. The response to a rescue contains the
     * password as its only field, and the response to a rebuild contains it in the server. Clouds can omit the
     * password.
     */
    static @Nullable String adminPassword(ServerAction action, ServiceResponse serviceResponse) {
        JsonNode response = switch (action) {
            case RESCUE ->
                ServiceJson.readTree(serviceResponse)
                        .map(tree -> tree.path(ADMIN_PASSWORD))
                        .orElse(null);
            case REBUILD ->
                ServiceJson.readTree(serviceResponse)
                        .map(tree -> tree.path("server").path(ADMIN_PASSWORD))
                        .orElse(null);
            default -> null;
        };
        return response == null ? null : response.asString(null);
    }

    /** Returns whether the requested change is already in effect; false for actions with an instance action. */
    boolean isApplied(String path, Server server, ActionRequest actionRequest) {
        return switch (actionRequest.serverAction()) {
            case RENAME ->
                server.name().equals(actionRequest.requiredValue(NAME).strip());
            case DESCRIBE ->
                Objects.requireNonNullElse(server.description(), "")
                        .equals(actionRequest.requiredValue(DESCRIPTION).strip());
            case ADD_TAG -> server.tags().contains(actionRequest.requiredValue(TAG));
            case REMOVE_TAG -> !server.tags().contains(actionRequest.requiredValue(TAG));
            case SET_METADATA ->
                actionRequest.requiredValue(VALUE).equals(server.metadata().get(actionRequest.requiredValue(KEY)));
            case REMOVE_METADATA -> !server.metadata().containsKey(actionRequest.requiredValue(KEY));
            case RESET_STATE ->
                server.status().name().equalsIgnoreCase(actionRequest.requiredValue(STATE))
                        && server.taskState() == null;
            case ADD_SECURITY_GROUP ->
                client.isInSecurityGroup(serverIdOf(path), actionRequest.requiredValue(ActionParameter.SECURITY_GROUP));
            case REMOVE_SECURITY_GROUP ->
                client.isOutsideSecurityGroup(
                        serverIdOf(path), actionRequest.requiredValue(ActionParameter.SECURITY_GROUP));
            case ASSOCIATE_FLOATING_IP ->
                client.isAssociated(
                        serverIdOf(path),
                        actionRequest.requiredValue(FLOATING_IP),
                        actionRequest.value(PORT).orElse(null));
            case DISASSOCIATE_FLOATING_IP ->
                !client.isAssociated(serverIdOf(path), actionRequest.requiredValue(FLOATING_IP), null);
            default -> false;
        };
    }

    private ServiceResponse postAction(String server, String action, @Nullable Map<String, @Nullable String> fields) {
        return nova.post(server + "/action", version.get(), Collections.singletonMap(action, fields));
    }

    /**
     * Returns the fields that have a value; null if there are none, because Nova requires null instead of an empty
     * object.
     *
     * @param names names of fields, each followed by its {@link ActionParameter}
     */
    private static @Nullable Map<String, @Nullable String> fields(ActionRequest actionRequest, Object... names) {
        Map<String, @Nullable String> fields = new HashMap<>();
        for (int i = 0; i < names.length; i += 2) {
            String name = (String) names[i];
            actionRequest.value((ActionParameter) names[i + 1]).ifPresent(value -> fields.put(name, value));
        }
        return fields.isEmpty() ? null : fields;
    }

    /**
     * Returns the fields of a live migration. Nova's scheduler validates a requested host, or selects one if none is
     * requested. With {@code block_migration=auto}, Nova detects whether the hosts share storage.
     */
    private static Map<String, @Nullable String> liveMigrationFields(ActionRequest actionRequest) {
        Map<String, @Nullable String> fields = new HashMap<>();
        fields.put("host", actionRequest.value(HOST).orElse(null));
        fields.put("block_migration", "auto");
        return fields;
    }

    /** Returns the field with the description to set; the value null removes the description. */
    private static Map<String, @Nullable String> description(ActionRequest actionRequest) {
        String text = actionRequest.requiredValue(DESCRIPTION).strip();
        return Collections.singletonMap("description", text.isEmpty() ? null : text);
    }

    private static String tag(String server, ActionRequest actionRequest) {
        return server + "/tags/" + encodePathSegment(actionRequest.requiredValue(TAG));
    }

    private static String serverIdOf(String server) {
        return server.substring(server.lastIndexOf('/') + 1);
    }
}
