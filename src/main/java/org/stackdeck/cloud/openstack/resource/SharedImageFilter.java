package org.stackdeck.cloud.openstack.resource;

import java.util.HashMap;
import java.util.Map;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.resource.ResourceDtos.ImageBody;

/**
 * Decides for the images of one list which ones other projects have shared with a project. Requests the members of the
 * newest images of each project only, because images can be shared without being asked for.
 */
final class SharedImageFilter {

    /** Maximum number of requests for one list. */
    private static final int MAX_REQUESTS = 100;
    /** Maximum number of requests for the images of one owner. */
    private static final int MAX_REQUESTS_OF_OWNER = 50;

    private final ProjectAccessCache accesses;
    private final ProjectId project;
    private final Map<String, Integer> requests = new HashMap<>();
    private int allRequests;

    SharedImageFilter(ProjectAccessCache accesses, ProjectId project) {
        this.accesses = accesses;
        this.project = project;
    }

    /** @param image an image of another project with the visibility {@code shared} */
    boolean isShared(ImageBody image) {
        String id = ServerMapper.required(image.id());
        return (accesses.isCached(id) || mayRequest(String.valueOf(image.owner()))) && accesses.hasAccess(id, project);
    }

    private boolean mayRequest(String owner) {
        if (allRequests >= MAX_REQUESTS || requests.getOrDefault(owner, 0) >= MAX_REQUESTS_OF_OWNER) {
            return false;
        }
        allRequests++;
        requests.merge(owner, 1, Integer::sum);
        return true;
    }
}
