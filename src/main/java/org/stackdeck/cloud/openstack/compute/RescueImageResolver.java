package org.stackdeck.cloud.openstack.compute;

import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerImage;

/**
 * Determines the image with which a server is rescued. If the request contains no image, Nova uses the image whose ID
 * is in the property {@code base_image_ref} of the server's image (nova.compute.manager, {@code _get_rescue_image}).
 * Nova loads this image with the token of the request. Any user can set this property on their own images.
 */
final class RescueImageResolver {

    private RescueImageResolver() {}

    static boolean isMissing(ActionRequest request) {
        return request.action() == ServerAction.RESCUE
                && request.value(ActionParameter.IMAGE).isEmpty();
    }

    /**
     * Returns the request with the server's own image. An image that contains data of a server is not used, because the
     * permission for such an image is checked only if the user has selected it.
     *
     * @param resources the resources of the server's project
     * @throws ChangeObstacleException if the server has no image, or if the project cannot use the image or the
     *     image contains data of a server
     */
    static ActionRequest withOwn(Server server, SelectableResourceReader resources, ActionRequest request) {
        ServerImage image = server.image();
        if (image == null
                || resources
                        .findImage(image.id())
                        .filter(found -> !found.serverData())
                        .isEmpty()) {
            throw new ChangeObstacleException(ChangeObstacle.RESCUE_IMAGE_REQUIRED);
        }
        return request.with(ActionParameter.IMAGE, image.id());
    }
}
