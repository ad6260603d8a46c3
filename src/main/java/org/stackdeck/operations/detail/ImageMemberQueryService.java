package org.stackdeck.operations.detail;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.Caller;

/** Loads the projects with which an image is shared. */
public interface ImageMemberQueryService {

    /**
     * Requests the projects from Glance and blocks.
     *
     * @return sorted by name, those without a name last; empty if the caller cannot see the image in its project, or
     *     the image cannot be shared with projects
     * @throws org.stackdeck.cloud.CloudException if the request fails
     */
    Optional<List<ImageMember>> members(Caller caller, ResourceKey image);

    /**
     * @param name null if the caller cannot see the project
     * @param status Glance's status: {@code pending}, {@code accepted} or {@code rejected}
     */
    record ImageMember(ProjectId project, @Nullable String name, String status) {}
}
