package org.stackdeck.cloud.openstack.compute;

import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.ProjectResources;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerImage;

/**
 * The image with which a server is rescued. If none is named, Nova uses the one that the server's image names as {@code
 * base_image_ref}, with the token of the request (nova.compute.manager, {@code _get_rescue_image}); anybody can write this
 * property on images of their own.
 */
final class RescueImage {

    private RescueImage() {}

    static boolean isMissing(ActionRequest request) {
        return request.action() == ServerAction.RESCUE
                && request.value(ActionParameter.IMAGE).isEmpty();
    }

    /**
     * Returns the request with the server's own image. Whether the user may use an image that contains data of a server is
     * only checked for an image that the user names.
     *
     * @param resources those of the server's project
     * @throws ChangeObstacleException if the server has no image, or one that its project cannot use or that contains data of a
     *     server
     */
    static ActionRequest withOwn(Server server, ProjectResources resources, ActionRequest request) {
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
