package org.stackdeck.cloud;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;

/**
 * Specification of a server to be created. Enforces the limits of Nova's schema
 * (nova.api.openstack.compute.schemas.servers). {@link #toString} omits the user data.
 *
 * @param name one line of 1 to 255 characters
 * @param flavor the flavor's id
 * @param nics at most {@value #MOST_NICS}; if empty, Nova uses the only network of the project, if there is exactly one
 * @param key the public key to install; null for none
 * @param securityGroups ids, at most {@value #MOST_GROUPS}; if empty, Nova uses the default group of the project
 * @param zone name of an availability zone; null to let Nova select one. Never contains a host, which would bypass the
 *     scheduler
 * @param serverGroup id of a server group, or null
 * @param userData for cloud-init or similar, secret; at most {@value #LONGEST_USER_DATA} bytes, which are 65,532
 *     characters in Base64, of the 65,535 that Nova accepts
 * @param tags at most {@value #MOST_TAGS}
 * @param metadata at most {@value #MOST_METADATA}: Nova's default quota of 128, minus one for Stackdeck; keys of {@link
 *     ReservedMetadata} are not allowed
 */
public record NewServer(
        String name,
        BootSource source,
        String flavor,
        List<Nic> nics,
        @Nullable PublicKey key,
        List<String> securityGroups,
        @Nullable String zone,
        @Nullable String serverGroup,
        @Nullable String userData,
        Set<String> tags,
        Map<String, String> metadata,
        @Nullable String description) {

    public static final int MOST_NICS = 16;
    public static final int MOST_GROUPS = 50;
    public static final int MOST_TAGS = 50;
    public static final int MOST_METADATA = 127;
    public static final int LONGEST_USER_DATA = 49_149;

    private static final int LONGEST = 255;

    public NewServer {
        name = name.strip();
        require(!name.isEmpty(), Field.NAME, Why.MISSING);
        require(length(name) <= LONGEST, Field.NAME, Why.TOO_LONG);
        require(ActionParameter.NAME.suits(name), Field.NAME, Why.MALFORMED);
        require(id(source.id()), Field.SOURCE, source.id().isBlank() ? Why.MISSING : Why.MALFORMED);
        require(id(flavor), Field.FLAVOR, flavor.isBlank() ? Why.MISSING : Why.MALFORMED);
        nics = List.copyOf(nics);
        require(nics.size() <= MOST_NICS, Field.NETWORKS, Why.TOO_MANY);
        require(nics.stream().allMatch(nic -> id(nic.id())), Field.NETWORKS, Why.MALFORMED);
        List<Nic> ports = nics.stream().filter(Nic.OnPort.class::isInstance).toList();
        require(new HashSet<>(ports).size() == ports.size(), Field.NETWORKS, Why.TWICE);
        securityGroups = List.copyOf(securityGroups);
        require(securityGroups.size() <= MOST_GROUPS, Field.SECURITY_GROUPS, Why.TOO_MANY);
        require(securityGroups.stream().allMatch(NewServer::id), Field.SECURITY_GROUPS, Why.MALFORMED);
        zone = blankToNull(zone);
        require(zone == null || (id(zone) && zone.indexOf(':') < 0), Field.ZONE, Why.MALFORMED);
        serverGroup = blankToNull(serverGroup);
        require(serverGroup == null || id(serverGroup), Field.SERVER_GROUP, Why.MALFORMED);
        userData = blankToNull(userData);
        require(fits(userData), Field.USER_DATA, Why.TOO_LONG);
        tags = Set.copyOf(tags);
        require(tags.size() <= MOST_TAGS, Field.TAGS, Why.TOO_MANY);
        require(tags.stream().allMatch(ActionParameter.TAG::suits), Field.TAGS, Why.MALFORMED);
        metadata = Map.copyOf(metadata);
        require(metadata.size() <= MOST_METADATA, Field.METADATA, Why.TOO_MANY);
        metadata.forEach((itsKey, value) -> {
            require(!ReservedMetadata.contains(itsKey), Field.METADATA, Why.RESERVED);
            require(
                    ActionParameter.KEY.suits(itsKey) && ActionParameter.VALUE.suits(value),
                    Field.METADATA,
                    Why.MALFORMED);
        });
        description = blankToNull(description);
        require(description == null || length(description) <= LONGEST, Field.DESCRIPTION, Why.TOO_LONG);
        require(
                description == null || ActionParameter.DESCRIPTION.suits(description),
                Field.DESCRIPTION,
                Why.MALFORMED);
    }

    /** A server with the required fields only. */
    public static NewServer of(String name, BootSource source, String flavor) {
        return new NewServer(
                name, source, flavor, List.of(), null, List.of(), null, null, null, Set.of(), Map.of(), null);
    }

    public NewServer named(String another) {
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

    /** A copy without user data and key, which are secret or personal. */
    public NewServer anyones() {
        return new NewServer(
                name, source, flavor, nics, null, securityGroups, zone, serverGroup, null, tags, metadata, description);
    }

    /** A copy in which names are replaced by the ids that they resolve to. */
    public NewServer with(
            BootSource itsSource,
            String itsFlavor,
            List<Nic> itsNics,
            List<String> itsGroups,
            @Nullable String itsServerGroup) {
        return new NewServer(
                name,
                itsSource,
                itsFlavor,
                itsNics,
                key,
                itsGroups,
                zone,
                itsServerGroup,
                userData,
                tags,
                metadata,
                description);
    }

    /** Returns whether the user data does not exceed the size limit. */
    public static boolean fits(@Nullable String userData) {
        return userData == null || userData.getBytes(StandardCharsets.UTF_8).length <= LONGEST_USER_DATA;
    }

    @Override
    public String toString() {
        return "NewServer[" + name + " of " + source + "]";
    }

    private static boolean id(String text) {
        return ActionParameter.IMAGE.suits(text);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static void require(boolean holds, Field field, Why why) {
        if (!holds) {
            throw new UnsuitableServerException(field, why);
        }
    }
}
