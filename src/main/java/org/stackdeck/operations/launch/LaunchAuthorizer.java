package org.stackdeck.operations.launch;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.availability.ImageAuthorizer;

/**
 * Decides whether a user may create a server. A grant must apply to the server's name, tags and metadata. A new server
 * holds no data of other users, so permissions that its creator gains by these values are no escalation. A volume of
 * the project contains other users' data and requires the permission to attach volumes to such a server.
 */
@Component
public class LaunchAuthorizer {

    private final AccessDecisionService accessDecisionService;
    private final ImageAuthorizer imageAuthorizer;

    public LaunchAuthorizer(AccessDecisionService accessDecisionService, ImageAuthorizer imageAuthorizer) {
        this.accessDecisionService = accessDecisionService;
        this.imageAuthorizer = imageAuthorizer;
    }

    public ActionAvailability check(Subject subject, CloudName cloud, ProjectId project, NewServer server) {
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(subject);
        ServerAttributes attributes = attributes(cloud, project, server);
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

    /** The images that the user may use for some servers in the project. */
    public List<AvailableImage> filterImages(
            Subject subject, CloudName cloud, ProjectId project, List<AvailableImage> images) {
        return imageAuthorizer.filter(
                accessDecisionService.permissions(subject), canBootFromVolumes(subject, cloud, project), cloud, images);
    }

    /** The images that the user may use for this server. */
    public List<AvailableImage> filterImages(
            Subject subject, CloudName cloud, ProjectId project, NewServer server, List<AvailableImage> images) {
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(subject);
        return imageAuthorizer.filter(
                effectivePermissions, mayUseVolumes(effectivePermissions, cloud, project, server), cloud, images);
    }

    /**
     * Whether the user may still use the image of the resolved server.
     *
     * @param images loads the project's images
     */
    public boolean isImageAllowed(
            Subject subject,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            Supplier<List<AvailableImage>> images) {
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(subject);
        return !(server.source() instanceof BootSource.ImageSource source)
                || imageAuthorizer.isAllowed(
                        effectivePermissions,
                        mayUseVolumes(effectivePermissions, cloud, project, server),
                        cloud,
                        source.id(),
                        images);
    }

    private static boolean mayUseVolumes(
            EffectivePermissions effectivePermissions, CloudName cloud, ProjectId project, NewServer server) {
        return effectivePermissions
                .decideForNewServer(Permission.SERVER_VOLUMES, attributes(cloud, project, server))
                .isAllowed();
    }

    private static final ServerId PLACEHOLDER_ID = new ServerId("new server");

    private static ServerAttributes attributes(CloudName cloud, ProjectId project, NewServer server) {
        return new ServerAttributes(
                new ServerKey(cloud, PLACEHOLDER_ID), project, server.name(), server.tags(), server.metadata());
    }

    private static Stream<Permission> requiredPermissions(BootSource source) {
        return switch (source) {
            case BootSource.ImageSource imageSource -> Stream.of(Permission.SERVER_CREATE);
            case BootSource.VolumeSource volumeSource -> Stream.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES);
            case BootSource.SnapshotSource snapshotSource ->
                Stream.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES);
        };
    }
}
