package org.stackdeck.cloud.launch;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.server.ReservedMetadata;

/**
 * Specification of a server to be created. Enforces the limits of Nova's schema
 * (nova.api.openstack.compute.schemas.servers). {@link #toString} omits the user data.
 *
 * @param name one line of 1 to 255 characters
 * @param flavor the flavor's ID
 * @param nics at most {@value #MAX_NICS}; if empty, Stackdeck uses the only network of the project, or no network
 *     if the project has none, and rejects the request if the project has several. Networks that are not {@link
 *     org.stackdeck.cloud.resource.Network#usedByDefault} count only if there are no others
 * @param key the public key to install; null for none
 * @param securityGroups IDs of security groups, at most {@value #MAX_SECURITY_GROUPS}; if empty, Nova uses the
 *     default group of the project
 * @param zone name of an availability zone; null if Nova selects one. Never contains a host, which would bypass the
 *     scheduler
 * @param serverGroup ID of a server group; null for none
 * @param userData for cloud-init or a similar program; secret. At most {@value #MAX_USER_DATA_BYTES} bytes, which
 *     are 65,532 characters in Base64; Nova accepts 65,535
 * @param tags at most {@value #MAX_TAGS}
 * @param metadata at most {@value #MAX_METADATA_ITEMS}: Nova's default quota of 128, minus one item for Stackdeck;
 *     without keys of {@link ReservedMetadata}
 */
public record NewServer(
        String name,
        BootSource source,
        String flavor,
        List<Nic> nics,
        @Nullable SshPublicKey key,
        List<String> securityGroups,
        @Nullable String zone,
        @Nullable String serverGroup,
        @Nullable String userData,
        Set<String> tags,
        Map<String, String> metadata,
        @Nullable String description) {

    public static final int MAX_NICS = 16;
    public static final int MAX_SECURITY_GROUPS = 50;
    public static final int MAX_TAGS = 50;
    public static final int MAX_METADATA_ITEMS = 127;
    public static final int MAX_USER_DATA_BYTES = 49_149;

    private static final int MAX_TEXT_LENGTH = 255;

    public NewServer {
        name = name.strip();
        require(!name.isEmpty(), Field.NAME, Reason.MISSING);
        require(length(name) <= MAX_TEXT_LENGTH, Field.NAME, Reason.TOO_LONG);
        require(ActionParameter.NAME.accepts(name), Field.NAME, Reason.MALFORMED);
        require(isValidId(source.id()), Field.SOURCE, source.id().isBlank() ? Reason.MISSING : Reason.MALFORMED);
        require(isValidId(flavor), Field.FLAVOR, flavor.isBlank() ? Reason.MISSING : Reason.MALFORMED);
        nics = List.copyOf(nics);
        require(nics.size() <= MAX_NICS, Field.NETWORKS, Reason.TOO_MANY);
        require(nics.stream().allMatch(nic -> isValidId(nic.id())), Field.NETWORKS, Reason.MALFORMED);
        List<Nic> ports = nics.stream().filter(Nic.PortNic.class::isInstance).toList();
        require(new HashSet<>(ports).size() == ports.size(), Field.NETWORKS, Reason.TWICE);
        securityGroups = List.copyOf(securityGroups);
        require(securityGroups.size() <= MAX_SECURITY_GROUPS, Field.SECURITY_GROUPS, Reason.TOO_MANY);
        require(securityGroups.stream().allMatch(NewServer::isValidId), Field.SECURITY_GROUPS, Reason.MALFORMED);
        zone = blankToNull(zone);
        require(zone == null || (isValidId(zone) && zone.indexOf(':') < 0), Field.ZONE, Reason.MALFORMED);
        serverGroup = blankToNull(serverGroup);
        require(serverGroup == null || isValidId(serverGroup), Field.SERVER_GROUP, Reason.MALFORMED);
        userData = blankToNull(userData);
        require(isWithinUserDataLimit(userData), Field.USER_DATA, Reason.TOO_LONG);
        tags = Set.copyOf(tags);
        require(tags.size() <= MAX_TAGS, Field.TAGS, Reason.TOO_MANY);
        require(tags.stream().allMatch(ActionParameter.TAG::accepts), Field.TAGS, Reason.MALFORMED);
        metadata = Map.copyOf(metadata);
        require(metadata.size() <= MAX_METADATA_ITEMS, Field.METADATA, Reason.TOO_MANY);
        metadata.forEach((metadataKey, value) -> {
            require(!ReservedMetadata.contains(metadataKey), Field.METADATA, Reason.RESERVED);
            require(
                    ActionParameter.KEY.accepts(metadataKey) && ActionParameter.VALUE.accepts(value),
                    Field.METADATA,
                    Reason.MALFORMED);
        });
        description = blankToNull(description);
        require(description == null || length(description) <= MAX_TEXT_LENGTH, Field.DESCRIPTION, Reason.TOO_LONG);
        require(
                description == null || ActionParameter.DESCRIPTION.accepts(description),
                Field.DESCRIPTION,
                Reason.MALFORMED);
    }

    public static NewServer of(String name, BootSource source, String flavor) {
        return new NewServer(
                name, source, flavor, List.of(), null, List.of(), null, null, null, Set.of(), Map.of(), null);
    }

    public NewServer withName(String another) {
        return new NewServer(
                another,
                source,
                flavor,
                nics,
                key,
                securityGroups,
                zone,
                serverGroup,
                userData,
                tags,
                metadata,
                description);
    }

    /** Returns a copy without the user data and the key, which are secret or personal. */
    public NewServer withoutUserDataAndKey() {
        return new NewServer(
                name, source, flavor, nics, null, securityGroups, zone, serverGroup, null, tags, metadata, description);
    }

    /** Returns a copy in which names are replaced with the IDs to which they resolve. */
    public NewServer withResolvedIds(
            BootSource source,
            String flavor,
            List<Nic> nics,
            List<String> securityGroups,
            @Nullable String serverGroup) {
        return new NewServer(
                name,
                source,
                flavor,
                nics,
                key,
                securityGroups,
                zone,
                serverGroup,
                userData,
                tags,
                metadata,
                description);
    }

    public static boolean isWithinUserDataLimit(@Nullable String userData) {
        return userData == null || userData.getBytes(StandardCharsets.UTF_8).length <= MAX_USER_DATA_BYTES;
    }

    @Override
    public String toString() {
        return "NewServer[" + name + " of " + source + "]";
    }

    private static boolean isValidId(String text) {
        return ActionParameter.IMAGE.accepts(text);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static void require(boolean holds, Field field, Reason reason) {
        if (!holds) {
            throw new InvalidNewServerException(field, reason);
        }
    }
}
