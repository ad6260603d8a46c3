package org.stackdeck.operations.availability;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
 * data. Using it requires the permission to create snapshots of that server, or the permission to attach the project's
 * volumes to the server that uses the image. If the source server is unknown or deleted, only the latter applies.
 */
@Component
public class ImageAuthorizer {

    private final Inventory inventory;

    public ImageAuthorizer(Inventory inventory) {
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

    /** Same as {@link #filter(EffectivePermissions, boolean, CloudName, List)}, for an existing server. */
    public List<AvailableImage> filter(EffectivePermissions permissions, Server server, List<AvailableImage> images) {
        return filter(permissions, mayUseVolumes(permissions, server), server.cloud(), images);
    }

    /**
     * Returns whether the user may still use the image that a request names by ID. For users who may not use the project's
     * volumes, returns false if the project's list does not contain it: with an administrator's credential, clouds accept
     * images that the project may not use.
     *
     * @param images loads the project's images; not called for users who may use the project's volumes
     */
    public boolean isAllowed(
            EffectivePermissions permissions,
            boolean mayUseVolumes,
            CloudName cloud,
            String id,
            Supplier<List<AvailableImage>> images) {
        if (mayUseVolumes) {
            return true;
        }
        List<AvailableImage> named =
                images.get().stream().filter(image -> image.id().equals(id)).toList();
        return !named.isEmpty() && filter(permissions, false, cloud, named).equals(named);
    }

    /**
     * Runs the check. Runs it again if it has used the images: loading them can take long, so that the check needs the
     * permissions after it.
     *
     * @param images caches the images
     */
    public static boolean checkWithImages(
            Supplier<List<AvailableImage>> images, Predicate<Supplier<List<AvailableImage>>> check) {
        AtomicBoolean used = new AtomicBoolean();
        boolean allowed = check.test(() -> {
            used.set(true);
            return images.get();
        });
        return allowed && (!used.get() || check.test(images));
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
