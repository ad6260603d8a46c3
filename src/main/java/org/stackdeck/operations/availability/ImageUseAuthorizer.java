package org.stackdeck.operations.availability;

import java.util.List;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;

/**
 * Decides which images a user may use for a server. An image that was created from a server contains that server's
 * data. Using the image requires the permission to create snapshots of that server, or the permission to attach the
 * project's volumes to the server that uses the image. If the source server is unknown or deleted, only the permission
 * to attach volumes is sufficient.
 */
@Component
public class ImageUseAuthorizer {

    private final Inventory inventory;

    public ImageUseAuthorizer(Inventory inventory) {
        this.inventory = inventory;
    }

    /** @param mayUseVolumes whether the user may attach the project's volumes to the server that uses the image */
    public List<AvailableImage> filter(
            EffectivePermissions permissions, boolean mayUseVolumes, CloudName cloud, List<AvailableImage> images) {
        return mayUseVolumes
                ? images
                : images.stream()
                        .filter(image -> !image.serverData() || mayCopySource(permissions, cloud, image))
                        .toList();
    }

    /** Filters images for an existing server like {@link #filter(EffectivePermissions, boolean, CloudName, List)}. */
    public List<AvailableImage> filter(EffectivePermissions permissions, Server server, List<AvailableImage> images) {
        return filter(permissions, mayUseVolumes(permissions, server), server.cloud(), images);
    }

    /**
     * Returns whether the user may use the image for a server.
     *
     * @param image an image that the project can use
     */
    public boolean isAllowed(
            EffectivePermissions permissions, boolean mayUseVolumes, CloudName cloud, AvailableImage image) {
        return !filter(permissions, mayUseVolumes, cloud, List.of(image)).isEmpty();
    }

    public static boolean mayUseVolumes(EffectivePermissions permissions, Server server) {
        return permissions
                .decide(Permission.SERVER_VOLUMES, ServerAttributes.of(server))
                .isAllowed();
    }

    private boolean mayCopySource(EffectivePermissions permissions, CloudName cloud, AvailableImage image) {
        return image.sourceServer() != null
                && inventory
                        .find(new ServerKey(cloud, image.sourceServer()))
                        .filter(server -> permissions.isVisible(ServerAttributes.of(server))
                                && permissions
                                        .decide(Permission.SERVER_SNAPSHOT, ServerAttributes.of(server))
                                        .isAllowed())
                        .isPresent();
    }
}
