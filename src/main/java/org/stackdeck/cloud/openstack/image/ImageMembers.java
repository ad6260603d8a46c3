package org.stackdeck.cloud.openstack.image;

import static org.stackdeck.cloud.openstack.compute.ServerActionSender.encodePathSegment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Lists, adds and removes the projects with which an image is shared (Image API v2, "Sharing"). Glance responds with
 * 403 if the visibility of the image is not {@code shared}. Each method throws {@link
 * org.stackdeck.cloud.CloudException} if the request fails.
 */
public final class ImageMembers {

    private final AuthenticatedServiceClient glance;

    public ImageMembers(AuthenticatedServiceClient glance) {
        this.glance = glance;
    }

    /** @param status pending, accepted or rejected */
    public record Member(
            @JsonProperty("member_id") @Nullable String projectId,
            @Nullable String status) {

        /**
         * Returns whether the project has accepted the image. Any other project can share images with it without its
         * consent.
         */
        public boolean isAccepted() {
            return "accepted".equals(status);
        }
    }

    record Members(@Nullable List<Member> members) {}

    /** Lists the members that the credential can see. A project with which the image is shared sees only itself. */
    public List<Member> list(String image) {
        return ServerMapper.required(ServiceJson.read(glance.get(path(image), Map.of()), Members.class)
                .members());
    }

    public ServiceResponse add(String image, String project) {
        return glance.post(path(image), Map.of(), Map.of("member", project));
    }

    public ServiceResponse remove(String image, String project) {
        return glance.delete(path(image) + "/" + encodePathSegment(project), Map.of());
    }

    private static String path(String image) {
        return "/v2/images/" + encodePathSegment(image) + "/members";
    }
}
