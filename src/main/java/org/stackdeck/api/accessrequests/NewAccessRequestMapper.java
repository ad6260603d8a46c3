package org.stackdeck.api.accessrequests;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequestTarget;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.api.grants.GrantRequestMapper;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.platform.InvisibleCharacters;

/** Parses access requests. Names are resolved only among resources that the caller can see. */
@Component
public class NewAccessRequestMapper {

    private static final int MAX_NAME_LENGTH = 255;
    /** ID that no project has. */
    private static final ProjectId NO_PROJECT = new ProjectId("-");

    private final Inventory inventory;
    private final ResourceInventory resourceInventory;

    NewAccessRequestMapper(Inventory inventory, ResourceInventory resourceInventory) {
        this.inventory = inventory;
        this.resourceInventory = resourceInventory;
    }

    RequestedAccess parse(Caller caller, NewAccessRequest payload) {
        String reason = parseReason(payload.reason());
        Duration duration = parseDuration(payload.duration());
        if (payload.hasNoTarget()) {
            return RequestedAccess.withoutTarget(duration, reason);
        }
        boolean resources = payload.kind() != null || payload.resources() != null;
        AccessRequestTarget target = resources ? parseResources(caller, payload) : parseTarget(caller, payload);
        Set<Permission> permissions = GrantRequestMapper.parsePermissions(payload.permissions(), "permissions");
        ResourceKind kind = target.kind();
        if (kind != null && permissions.stream().anyMatch(permission -> permission.toRead() != Permission.read(kind))) {
            throw ProblemException.invalidField("permissions", "not-for-kind", kind.code());
        }
        return RequestedAccess.of(target, permissions, duration, reason);
    }

    static String parseReason(@Nullable String typed) {
        return requireText(
                InvisibleCharacters.remove(requireText(typed, "reason", RequestedAccess.MAX_REASON_LENGTH)),
                "reason",
                RequestedAccess.MAX_REASON_LENGTH);
    }

    private static Duration parseDuration(@Nullable String typed) {
        return RequestFieldValidator.parseDuration(
                        requireText(typed, "duration", MAX_NAME_LENGTH),
                        RequestedAccess.MIN_DURATION,
                        RequestedAccess.MAX_DURATION)
                .orElseThrow(() -> ProblemException.invalidField("duration", "bad-duration"));
    }

    private AccessRequestTarget parseTarget(Caller caller, NewAccessRequest payload) {
        CloudName cloud = parseCloud(requireText(payload.cloud(), "cloud", MAX_NAME_LENGTH));
        Set<ServerId> servers = parseIds(payload.servers(), "servers");
        String project = payload.project();
        if (project == null && servers.isEmpty()) {
            throw ProblemException.missingField("project");
        }
        List<Server> seen = inventory.current(caller.userId()).servers().values().stream()
                .filter(server -> server.cloud().equals(cloud))
                .toList();
        return AccessRequestTarget.ofServers(
                cloud,
                project == null
                        ? findProjectOf(seen, servers)
                        : findProject(seen, requireText(project, "project", MAX_NAME_LENGTH)),
                servers);
    }

    private AccessRequestTarget parseResources(Caller caller, NewAccessRequest payload) {
        if (payload.servers() != null) {
            throw ProblemException.invalidField("servers", "one-of", "resources");
        }
        CloudName cloud = parseCloud(requireText(payload.cloud(), "cloud", MAX_NAME_LENGTH));
        ResourceKind kind = ResourceKind.fromCode(requireText(payload.kind(), "kind", MAX_NAME_LENGTH))
                .orElseThrow(() -> ProblemException.invalidField("kind", "unknown-kind"));
        Set<ServerId> ids = parseIds(payload.resources(), "resources");
        if (ids.isEmpty()) {
            throw ProblemException.missingField("resources");
        }
        ProjectId project = resourceInventory.load(kind, caller.userId(), cloud::equals).resources().stream()
                .filter(resource -> ids.contains(new ServerId(resource.id())))
                .min(Comparator.comparing(CloudResource::id))
                .map(CloudResource::project)
                .map(Project::id)
                .orElse(NO_PROJECT);
        return new AccessRequestTarget(cloud, project, kind, ids);
    }

    /** Parses the name of a cloud. An invalid name has the same effect as the name of an unknown cloud. */
    private static CloudName parseCloud(String name) {
        return RequestFieldValidator.parse(CloudName::new, name)
                .orElseThrow(() -> ProblemException.notFound("unknown-server"));
    }

    private static Set<ServerId> parseIds(@Nullable List<@Nullable String> ids, String field) {
        if (ids == null) {
            return Set.of();
        }
        if (ids.isEmpty()) {
            throw ProblemException.missingField(field);
        }
        RequestFieldValidator.requireMaxSize(ids, AccessRequestTarget.MAX_SERVERS, field);
        return ids.stream()
                .map(id -> new ServerId(requireText(id, field, MAX_NAME_LENGTH)))
                .collect(Collectors.toSet());
    }

    /**
     * Returns the project of the visible server with the lowest ID. If no server is visible, returns an ID that no
     * project has. The other servers are checked later.
     */
    private static ProjectId findProjectOf(List<Server> seen, Set<ServerId> servers) {
        return seen.stream()
                .filter(server -> servers.contains(server.id()))
                .min(Comparator.comparing(Server::id))
                .map(server -> server.project().id())
                .orElse(NO_PROJECT);
    }

    private static ProjectId findProject(List<Server> seen, String nameOrId) {
        Set<Project> projects = seen.stream().map(Server::project).collect(Collectors.toSet());
        List<ProjectId> named = projects.stream()
                .filter(project -> project.name().equals(nameOrId))
                .map(Project::id)
                .sorted()
                .toList();
        boolean id = projects.stream().anyMatch(project -> project.id().value().equals(nameOrId));
        if (!id && named.size() > 1) {
            throw ProblemException.invalidField(
                    "project",
                    "ambiguous-project",
                    named.stream().map(ProjectId::value).collect(Collectors.joining(", ")));
        }
        return id || named.isEmpty() ? new ProjectId(nameOrId) : named.getFirst();
    }

    private static String requireText(@Nullable String value, String field, int longest) {
        String text = RequestFieldValidator.requireText(value, field);
        if (text.length() > longest) {
            throw ProblemException.invalidField(field, "too-long", longest);
        }
        return text;
    }
}
