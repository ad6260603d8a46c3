package org.stackdeck.cloud.openstack.image;

import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Lists, adds and removes the projects with which an image is shared, and sets their status (Image API v2, "Sharing").
 * Glance responds with 403 if the visibility of the image is not {@code shared}. Each method throws {@link
 * org.stackdeck.cloud.CloudException} if the request fails.
 */
public final class ImageMemberClient {

    private static final int MAX_MEMBERS = 10_000;

    private final AuthenticatedServiceClient glance;

    public ImageMemberClient(AuthenticatedServiceClient glance) {
        this.glance = glance;
    }

    /** @param status pending, accepted or rejected */
    record Member(
            @JsonProperty("member_id") @Nullable String projectId,
            @Nullable String status) {}

    /**
     * Returns whether the status means that the project has accepted the image. Other projects can share images with a
     * project without its consent.
     */
    public static boolean isAccepted(@Nullable String status) {
        return "accepted".equals(status);
    }

    /**
     * Returns the status of each project with which the image is shared, as far as Glance lists them to the credential.
     * To a project with which the image is shared, Glance lists only this project.
     */
    public Map<ProjectId, String> statuses(String image) {
        return ServiceJson.readListAt(glance.get(path(image), Map.of()), "/members", Member.class).stream()
                .limit(MAX_MEMBERS)
                .flatMap(member -> ProjectId.parse(member.projectId()).stream()
                        .map(project -> Map.entry(project, String.valueOf(member.status()))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
    }

    /** Returns the status of a project with which the image is shared. */
    public String status(ImageMemberId id) {
        return String.valueOf(
                ServiceJson.read(glance.get(path(id), Map.of()), Member.class).status());
    }

    /** Sets the status of a project. Glance permits this only to the project itself and to administrators. */
    public ServiceResponse setStatus(ImageMemberId id, String status) {
        return glance.put(path(id), Map.of(), Map.of("status", status));
    }

    public ServiceResponse add(String image, String project) {
        return glance.post(path(image), Map.of(), Map.of("member", project));
    }

    public ServiceResponse remove(String image, String project) {
        return glance.delete(path(image) + "/" + encodePathSegment(project), Map.of());
    }

    private static String path(ImageMemberId id) {
        return path(id.image()) + "/" + encodePathSegment(id.project().value());
    }

    private static String path(String image) {
        return "/v2/images/" + encodePathSegment(image) + "/members";
    }
}
