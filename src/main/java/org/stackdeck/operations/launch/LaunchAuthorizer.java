package org.stackdeck.operations.launch;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;

/**
 * Decides whether a user may create a server. A grant must apply to the server's name, tags and metadata. A new server
 * holds no data of other users, so permissions that its creator gains by these values are no escalation. A volume of
 * the project contains other users' data and requires the permission to attach volumes to such a server.
 */
@Component
public class LaunchAuthorizer {

    private final AccessDecisionService accessDecisionService;

    public LaunchAuthorizer(AccessDecisionService accessDecisionService) {
        this.accessDecisionService = accessDecisionService;
    }

    public ActionAvailability check(Subject subject, CloudName cloud, ProjectId project, NewServer server) {
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(subject);
        ServerAttributes attributes = new ServerAttributes(
                new ServerKey(cloud, PLACEHOLDER_ID), project, server.name(), server.tags(), server.metadata());
        return requiredPermissions(server.source())
                .map(permission -> DefaultActionAvailabilityService.fromDecision(
                        effectivePermissions.decideForNewServer(permission, attributes)))
                .filter(actionAvailability -> !actionAvailability.isAvailable())
                .findFirst()
                .orElseGet(ActionAvailability.Available::new);
    }

    /** Empty if the user may create any servers in the project. */
    public Optional<ActionAvailability> findRefusal(Subject subject, CloudName cloud, ProjectId project) {
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(subject);
        if (effectivePermissions.mayCreateSomeServer(cloud, project)) {
            return Optional.empty();
        }
        return Optional.of(
                effectivePermissions.coversPartOfProject(cloud, project)
                        ? new ActionAvailability.NotGranted(Permission.SERVER_CREATE)
                        : new ActionAvailability.Invisible());
    }

    /** Whether the user may create any servers from volumes in the project. */
    public boolean canBootFromVolumes(Subject subject, CloudName cloud, ProjectId project) {
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(subject);
        return effectivePermissions.mayCreateSomeServer(cloud, project)
                && effectivePermissions.isAllowedForSomeNewServer(Permission.SERVER_VOLUMES, cloud, project);
    }

    private static final ServerId PLACEHOLDER_ID = new ServerId("new server");

    private static Stream<Permission> requiredPermissions(BootSource source) {
        return switch (source) {
            case BootSource.ImageSource imageSource -> Stream.of(Permission.SERVER_CREATE);
            case BootSource.VolumeSource volumeSource -> Stream.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES);
            case BootSource.SnapshotSource snapshotSource ->
                Stream.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES);
        };
    }
}
