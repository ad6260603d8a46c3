package org.stackdeck.api.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.api.error.ActionRefusalMapper;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Fault;
import org.stackdeck.cloud.server.Flavor;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerImage;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.operations.DeletionProtection;

/**
 * Server as returned to users who may see it.
 *
 * @param resources missing in lists
 * @param taskState the current task in lower case, such as {@code powering_off}; null if there is none
 * @param project name of the project
 * @param owner user name of the owner, or null; visible to all users who see the server
 * @param deletionProtected whether the server is protected against deletion through Stackdeck
 * @param host missing for users without permission to see it
 * @param tagsConfirmedAt when the cloud last confirmed the tags, which may be earlier than the other data; missing in
 *     lists, which contain it for each cloud
 * @param addressesConfirmedAt when the cloud last confirmed the addresses; missing like {@code tagsConfirmedAt}
 * @param allowedActions actions that the user may perform now, named as in the body of {@code POST …/action}
 */
record ServerResponse(
        String id,
        String name,
        String cloud,
        String project,
        String projectId,
        @Nullable String owner,
        String status,
        @Nullable String taskState,
        String powerState,
        List<ServerAddress> addresses,
        FlavorResponse flavor,
        @Nullable ServerImage image,
        Instant created,
        Instant updated,
        boolean locked,
        @Nullable String lockedReason,
        @JsonProperty("protected") boolean deletionProtected,
        @Nullable String protectedReason,
        @Nullable String description,
        SortedSet<String> tags,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant tagsConfirmedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant addressesConfirmedAt,
        Map<String, String> metadata,
        @Nullable String keyName,
        @Nullable String availabilityZone,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String host,
        @Nullable Fault fault,
        @Nullable Integer progress,
        @JsonUnwrapped @Nullable ServerResourcesResponse resources,
        List<String> allowedActions) {

    /**
     * Flavor of a server.
     *
     * @param id missing in lists, and if the cloud has no flavor or several flavors with the name
     */
    record FlavorResponse(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String id,

            String name,
            int vcpus,
            int ramMib,
            int diskGib) {

        private static FlavorResponse of(Flavor flavor, @Nullable AttachedResources attached) {
            return new FlavorResponse(
                    attached == null
                            ? null
                            : attached.flavor().map(CloudResource::id).orElse(null),
                    flavor.name(),
                    flavor.vcpus(),
                    flavor.ramMib(),
                    flavor.diskGib());
        }
    }

    /**
     * @param freshness of the server's cloud; null to omit it
     * @param attached resources of the server; null to omit them
     */
    static ServerResponse of(
            Server server,
            @Nullable Owner serverOwner,
            @Nullable DeletionProtection deletionProtection,
            @Nullable Freshness freshness,
            @Nullable AttachedResources attached,
            Collection<ServerAction> allowed) {
        return new ServerResponse(
                server.id().value(),
                server.name(),
                server.cloud().value(),
                server.project().name(),
                server.project().id().value(),
                serverOwner == null ? null : serverOwner.name().value(),
                server.status().name(),
                server.task().map(ActionRefusalMapper::taskName).orElse(null),
                server.powerState().name(),
                server.addresses(),
                FlavorResponse.of(server.flavor(), attached),
                server.image(),
                server.created(),
                server.updated(),
                server.locked(),
                server.lockedReason(),
                deletionProtection != null,
                deletionProtection == null ? null : deletionProtection.reason(),
                server.description(),
                new TreeSet<>(server.tags()),
                freshness == null ? null : freshness.tagsConfirmedAt(),
                freshness == null ? null : freshness.addressesConfirmedAt(),
                server.userMetadata(),
                server.keyName(),
                server.availabilityZone(),
                server.host(),
                server.fault(),
                server.progress(),
                attached == null ? null : ServerResourcesResponse.of(attached),
                allowed.stream().map(ServerAction::code).toList());
    }
}
