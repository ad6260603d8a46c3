package org.stackdeck.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Owner;
import org.stackdeck.cloud.Address;
import org.stackdeck.cloud.Fault;
import org.stackdeck.cloud.Flavor;
import org.stackdeck.cloud.Image;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.operations.Protection;

/**
 * A server, for users who may see it.
 *
 * @param taskState the current task as Nova names it
 * @param project name of the project
 * @param owner user name of the owner, or null; visible to all users who see the server
 * @param shielded whether the server is protected against deletion through Stackdeck
 * @param host missing for users without permission to see it
 * @param allowedActions actions that the caller may perform now, as {@code POST …/action} takes them
 */
record ServerBody(
        String id,
        String name,
        String cloud,
        String project,
        String projectId,
        @Nullable String owner,
        String status,
        @Nullable String taskState,
        String powerState,
        List<Address> addresses,
        Flavor flavor,
        @Nullable Image image,
        Instant created,
        Instant updated,
        boolean locked,
        @Nullable String lockedReason,
        @JsonProperty("protected") boolean shielded,
        @Nullable String protectedReason,
        @Nullable String description,
        SortedSet<String> tags,
        Map<String, String> metadata,
        @Nullable String keyName,
        @Nullable String availabilityZone,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String host,
        @Nullable Fault fault,
        @Nullable Integer progress,
        List<String> allowedActions) {

    static ServerBody of(
            Server server, @Nullable Owner owner, @Nullable Protection protection, Collection<ServerAction> allowed) {
        return new ServerBody(
                server.id().value(),
                server.name(),
                server.cloud().value(),
                server.project().name(),
                server.project().id().value(),
                owner == null ? null : owner.name().value(),
                server.status().name(),
                server.task().map(Refusals::word).orElse(null),
                server.powerState().name(),
                server.addresses(),
                server.flavor(),
                server.image(),
                server.created(),
                server.updated(),
                server.locked(),
                server.lockedReason(),
                protection != null,
                protection == null ? null : protection.reason(),
                server.description(),
                new TreeSet<>(server.tags()),
                server.userMetadata(),
                server.keyName(),
                server.availabilityZone(),
                server.host(),
                server.fault(),
                server.progress(),
                allowed.stream().map(ServerAction::word).toList());
    }
}
