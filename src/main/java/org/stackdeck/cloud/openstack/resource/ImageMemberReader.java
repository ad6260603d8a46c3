package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.compute.ServerActionSender.encodePathSegment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.image.ImageMemberId;
import org.stackdeck.cloud.openstack.image.ImageMembers;
import org.stackdeck.cloud.openstack.image.SharedImages;

/**
 * Reads the images that other projects share with projects, with the status of each project: pending, accepted or rejected.
 * Does not use openstack4j, whose lists have no link to the next page.
 */
final class ImageMemberReader {

    private static final String SHARED = "shared";

    /** Maximum number of offers in a list of all projects. */
    private static final int MAX_OFFERS = 5_000;

    /** Maximum number of these of one owner, so that no owner can displace the offers of others. */
    private static final int MAX_OFFERS_OF_OWNER = 500;

    /** In characters, as in Keystone's database. */
    private static final int MAX_PROJECT_ID_LENGTH = 64;

    private final AuthenticatedServiceClient glance;
    private final ProjectId credential;
    private final boolean allProjects;
    private final SharedImages shared;

    /**
     * @param credential the project of the credential
     * @param allProjects whether the credential sees the images and members of all projects
     */
    ImageMemberReader(
            AuthenticatedServiceClient glance, ProjectId credential, boolean allProjects, SharedImages shared) {
        this.glance = glance;
        this.credential = credential;
        this.allProjects = allProjects;
        this.shared = shared;
    }

    /**
     * An image that projects other than its owner have to accept before they can use it.
     *
     * @param attributes name and values, with the project to which the image belongs
     */
    private record OfferedImage(SharedImages.Candidate candidate, ReadResource attributes) {

        /** Returns whether the image is new to the project, and not its own or one of its servers. */
        boolean isOfferedTo(ProjectId project) {
            return !project.value().equals(candidate.owner())
                    && !project.value().equals(attributes.project());
        }

        ReadResource member(ProjectId project, String status) {
            ReadResource member = ReadResource.of(
                    new ImageMemberId(candidate.id(), project).toString(), project.value(), attributes.name());
            attributes.values().forEach(member::value);
            return member.value("status", status);
        }
    }

    List<ReadResource> list() {
        return allProjects ? listOfAllProjects() : listOfCredential();
    }

    /** Glance does not return the status of the project with an image, but can filter by it. */
    private List<ReadResource> listOfCredential() {
        Map<String, ReadResource> found = new LinkedHashMap<>();
        for (String status : List.of("pending", "rejected", "accepted")) {
            for (OfferedImage image : listOffered("&member_status=" + status)) {
                if (image.isOfferedTo(credential)) {
                    found.put(image.candidate().id(), image.member(credential, status));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private List<ReadResource> listOfAllProjects() {
        List<OfferedImage> images = listOffered("");
        Map<String, Map<ProjectId, String>> members =
                shared.members(images.stream().map(OfferedImage::candidate).toList());
        List<ReadResource> found = new ArrayList<>();
        Map<String, Integer> offersByOwner = new HashMap<>();
        for (OfferedImage image : images) {
            members.getOrDefault(image.candidate().id(), Map.of()).forEach((project, status) -> {
                if (isPossible(project)
                        && image.isOfferedTo(project)
                        && found.size() < MAX_OFFERS
                        && offersByOwner.merge(image.candidate().owner(), 1, Integer::sum) <= MAX_OFFERS_OF_OWNER) {
                    found.add(image.member(project, status));
                }
            });
        }
        return found;
    }

    /** Glance accepts any text as a member. */
    private static boolean isPossible(ProjectId project) {
        return project.value().length() <= MAX_PROJECT_ID_LENGTH;
    }

    private List<OfferedImage> listOffered(String filter) {
        return PageReader.complete(glance)
                .readAll(
                        "/v2/images",
                        "&visibility=" + SHARED + filter,
                        ResourceDtos.ImageDetails.class,
                        image -> offered(image).orElse(null),
                        image -> image.attributes().size());
    }

    Optional<ReadResource> find(ImageMemberId id) {
        return offered(ServiceJson.read(
                        glance.get("/v2/images/" + encodePathSegment(id.image()), Map.of()),
                        ResourceDtos.ImageDetailBody.class))
                .filter(image -> image.isOfferedTo(id.project()))
                .map(image -> image.member(id.project(), new ImageMembers(glance).status(id)));
    }

    /** Returns empty for an image that is not shared, or that Nova has shared with the project of its server. */
    private Optional<OfferedImage> offered(ResourceDtos.ImageDetailBody image) {
        SharedImages.Candidate candidate = image.candidate();
        if (!SHARED.equals(image.visibility()) || shared.isOfServer(candidate)) {
            return Optional.empty();
        }
        return Optional.of(new OfferedImage(
                candidate,
                ReadResource.of(candidate.id(), image.project(credential), image.name())
                        .value("ownerProject", candidate.owner())
                        .value("image", candidate.id())
                        .value("size", image.size())
                        .value("diskFormat", image.diskFormat())
                        .value("containerFormat", image.containerFormat())
                        .value("minDisk", image.minDisk())
                        .value("minRam", image.minRam())
                        .value("checksum", image.checksum())
                        .value("createdAt", ReadResource.time(image.createdAt()))));
    }
}
