package org.stackdeck.operations.launch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.operations.availability.ImageUseAuthorizer;

/**
 * Decides whether a user may create a server. A grant must apply to the server's name, tags and metadata. A new server
 * contains no data of other users. Permissions that its creator gains through these attributes are therefore not an
 * escalation. A volume of the project may contain other users' data. To boot from it, the user needs the permission to
 * attach volumes to a server with these attributes.
 */
@Component
public class LaunchAuthorizer {

    private final AccessDecisionService accessDecisionService;
    private final ImageUseAuthorizer imageUseAuthorizer;
    private final DeletionProtectionCache protections;

    public LaunchAuthorizer(
            AccessDecisionService accessDecisionService,
            ImageUseAuthorizer imageUseAuthorizer,
            DeletionProtectionCache protections) {
        this.protections = protections;
        this.accessDecisionService = accessDecisionService;
        this.imageUseAuthorizer = imageUseAuthorizer;
    }

    public LaunchPermissions permissions(Subject subject, CloudName cloud, ProjectId project) {
        return new LaunchPermissions(
                accessDecisionService.permissions(subject), imageUseAuthorizer, protections.current(), cloud, project);
    }

    /** A user's permissions for new servers in a project. */
    public record LaunchPermissions(
            EffectivePermissions permissions,
            ImageUseAuthorizer imageUseAuthorizer,
            DeletionProtectionMap protections,
            CloudName cloud,
            ProjectId project) {

        private static final ServerId PLACEHOLDER_ID = new ServerId("new server");

        public ActionAvailability check(NewServer server) {
            return requiredPermissions(server.source())
                    .map(permission -> ActionAvailability.of(permissions.decideForNew(permission, attributes(server))))
                    .filter(actionAvailability -> !actionAvailability.isAvailable())
                    .findFirst()
                    .orElseGet(ActionAvailability.Available::new);
        }

        /**
         * Checks whether the user may delete the server's volume, if the volume is to be deleted with the server.
         *
         * @param resolved a server with resolved IDs, whose volume belongs to the project
         * @param volumeName name of the volume; empty if unknown, so that no grant by name applies
         */
        public ActionAvailability checkDeletedVolume(NewServer resolved, String volumeName) {
            if (!(resolved.source() instanceof BootSource.VolumeSource(String id, boolean deletedWithServer))
                    || !deletedWithServer) {
                return new ActionAvailability.Available();
            }
            ResourceKey volume = new ResourceKey(cloud, ResourceKind.VOLUME, id);
            boolean permitted = permissions
                    .decide(Permission.VOLUME_DELETE, new ResourceAttributes.OfResource(volume, project, volumeName))
                    .isAllowed();
            return permitted
                    ? protections
                            .find(volume)
                            .<ActionAvailability>map(ActionAvailability.Protected::new)
                            .orElseGet(ActionAvailability.Available::new)
                    : new ActionAvailability.NotGranted(Permission.VOLUME_DELETE);
        }

        /**
         * Returns whether the user may see the parameters of another user's launch. The parameters include metadata,
         * and can include an image that contains the data of a server.
         */
        public boolean mayReadParameters(NewServer server) {
            return Stream.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES)
                    .allMatch(permission -> permissions
                            .decideForNew(permission, attributes(server))
                            .isAllowed());
        }

        /**
         * Returns the reason why the user may not create any server in the project; empty if at least some servers are
         * permitted.
         */
        public Optional<ActionAvailability> findRefusal() {
            if (permissions.mayCreateSomeServer(cloud, project)) {
                return Optional.empty();
            }
            return Optional.of(
                    permissions.coversPartOfProject(cloud, project)
                            ? new ActionAvailability.NotGranted(Permission.SERVER_CREATE)
                            : new ActionAvailability.Invisible());
        }

        /** Returns whether the user may create at least some servers from volumes in the project. */
        public boolean canBootFromVolumes() {
            return permissions.mayCreateSomeServer(cloud, project)
                    && permissions.isAllowedForSomeNewServer(Permission.SERVER_VOLUMES, cloud, project);
        }

        /** Returns the images that the user may use for at least some servers in the project. */
        public List<AvailableImage> filterImages(List<AvailableImage> images) {
            return imageUseAuthorizer.filter(permissions, canBootFromVolumes(), cloud, images);
        }

        public List<AvailableImage> filterImages(NewServer server, List<AvailableImage> images) {
            return imageUseAuthorizer.filter(permissions, mayUseVolumes(server), cloud, images);
        }

        /**
         * Returns whether the user may use the image for the server.
         *
         * @param image an image that the project can use
         */
        public boolean isImageAllowed(NewServer server, AvailableImage image) {
            return imageUseAuthorizer.isAllowed(permissions, mayUseVolumes(server), cloud, image);
        }

        private boolean mayUseVolumes(NewServer server) {
            return permissions
                    .decideForNew(Permission.SERVER_VOLUMES, attributes(server))
                    .isAllowed();
        }

        private ServerAttributes attributes(NewServer server) {
            return new ServerAttributes(
                    new ServerKey(cloud, PLACEHOLDER_ID), project, server.name(), server.tags(), server.metadata());
        }

        private static Stream<Permission> requiredPermissions(BootSource source) {
            return source instanceof BootSource.ImageSource
                    ? Stream.of(Permission.SERVER_CREATE)
                    : Stream.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES);
        }
    }
}
