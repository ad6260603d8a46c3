package org.stackdeck.cloud.openstack.resource;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.resource.ResourceDtos.ImageBody;
import org.stackdeck.cloud.openstack.resource.ResourceDtos.MemberBody;

/** Knows with which projects an administrator's images are shared. */
public final class SharedImages {

    /** Each requires a request, and images can be shared without being asked for. */
    private static final int MAX_IMAGES_OF_OWNER = 50;

    private final ProjectId credential;
    private final ProjectAccessCache acceptedBy;
    private final ProjectAccessCache sharedWith;

    /** @param credential the project of the credential */
    public SharedImages(AuthenticatedServiceClient glance, ProjectId credential) {
        this.credential = credential;
        this.acceptedBy = ProjectAccessCache.ofImages(glance, MemberBody::isAccepted);
        this.sharedWith = ProjectAccessCache.ofImages(glance, _ -> true);
    }

    /**
     * Returns whether an image of a list, newest first, is shared with the project. Of the images of each other project, only
     * the newest are considered.
     */
    Predicate<ImageBody> with(ProjectId project) {
        Map<String, Integer> considered = new HashMap<>();
        return image -> {
            String id = ServerMapper.required(image.id());
            String owner = String.valueOf(image.owner());
            if (credential.value().equals(owner) && image.volumeSnapshots() != null) {
                // Nova shares the image of a server with the server's project, which nobody accepts.
                return sharedWith.hasAccess(id, project);
            }
            return considered.merge(owner, 1, Integer::sum) <= MAX_IMAGES_OF_OWNER && acceptedBy.hasAccess(id, project);
        };
    }
}
