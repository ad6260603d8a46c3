package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.PageReader;
import org.stackdeck.cloud.openstack.image.ImageMemberCache;
import org.stackdeck.cloud.openstack.image.ImageMemberClient;
import org.stackdeck.cloud.openstack.image.ImageMemberId;

/**
 * Reads the images that projects share with other projects, with the status of each of these projects: pending,
 * accepted or rejected. Does not use openstack4j, whose lists have no link to the next page.
 */
final class ImageMemberReader {

    private static final String SHARED = "shared";

    private static final int MAX_OFFERS = 5_000;

    /** Maximum number of offers and of images of each owner, so that no owner can displace the offers of others. */
    private static final int MAX_OFFERS_OF_OWNER = 500;

    /**
     * Maximum number of images in a list. Higher than {@link #MAX_OFFERS}, because lists contain images that are not
     * shared with any project.
     */
    private static final int MAX_IMAGES = 10_000;

    /**
     * Maximum number of requests for one list of images: enough for 40,000 images, most of which can belong to one
     * owner.
     */
    private static final int MAX_REQUESTS = 200;

    /** Maximum length in characters, as in Keystone's database. */
    private static final int MAX_PROJECT_ID_LENGTH = 64;

    private final AuthenticatedServiceClient glance;
    private final ProjectId credential;
    private final boolean allProjects;
    private final ImageMemberCache shared;

    /**
     * @param credential the project of the credential
     * @param allProjects whether the credential has access to the images and members of all projects
     */
    ImageMemberReader(
            AuthenticatedServiceClient glance, ProjectId credential, boolean allProjects, ImageMemberCache shared) {
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
    private record OfferedImage(ImageMemberCache.Candidate candidate, CloudResourceBuilder attributes) {

        /**
         * Returns whether the project is neither the owner of the image nor the project of the server from which Nova
         * created the image.
         */
        boolean isOfferedTo(ProjectId project) {
            return !project.value().equals(candidate.owner())
                    && !project.value().equals(attributes.project());
        }

        CloudResourceBuilder member(ProjectId project, String status) {
            CloudResourceBuilder member = CloudResourceBuilder.of(
                    new ImageMemberId(candidate.id(), project).toString(), project.value(), attributes.name());
            attributes.values().forEach(member::value);
            return member.value("status", status);
        }
    }

    private record Offer(OfferedImage image, ProjectId project, String status) {

        boolean isPossible() {
            // Glance accepts any text as a member.
            return project.value().length() <= MAX_PROJECT_ID_LENGTH && image.isOfferedTo(project);
        }

        CloudResourceBuilder toResource() {
            return image.member(project, status);
        }
    }

    /** Lists the offers, limited in total and for each owner. */
    List<CloudResourceBuilder> list() {
        Map<String, Integer> offersByOwner = new HashMap<>();
        return (allProjects ? offersOfAllProjects() : offersToCredential())
                .filter(Offer::isPossible)
                .filter(offer -> isWithinLimit(offer.image(), offersByOwner))
                .limit(MAX_OFFERS)
                .map(Offer::toResource)
                .toList();
    }

    /**
     * Returns the offers, pending ones last: any owner of an image can create pending offers, which must not displace
     * the others when the list is limited. Glance does not return the status with an image, but can filter by it.
     */
    private Stream<Offer> offersToCredential() {
        SequencedMap<String, Offer> found = new LinkedHashMap<>();
        for (String status : List.of("pending", "rejected", "accepted")) {
            listOffered("&member_status=" + status)
                    .reversed()
                    .forEach(image -> found.putFirst(image.candidate().id(), new Offer(image, credential, status)));
        }
        return found.values().stream();
    }

    private Stream<Offer> offersOfAllProjects() {
        List<OfferedImage> images = listOffered("");
        Map<String, Map<ProjectId, String>> members =
                shared.members(images.stream().map(OfferedImage::candidate).toList());
        return images.stream()
                .flatMap(image -> members.getOrDefault(image.candidate().id(), Map.of()).entrySet().stream()
                        .map(member -> new Offer(image, member.getKey(), member.getValue())));
    }

    private static boolean isWithinLimit(OfferedImage image, Map<String, Integer> countsByOwner) {
        return countsByOwner.merge(image.candidate().owner(), 1, Integer::sum) <= MAX_OFFERS_OF_OWNER;
    }

    private List<OfferedImage> listOffered(String filter) {
        Map<String, Integer> imagesByOwner = new HashMap<>();
        return PageReader.limited(glance, MAX_REQUESTS, MAX_IMAGES)
                .readAll(
                        "/v2/images",
                        "&visibility=" + SHARED + filter,
                        GlanceDtos.ImageDetails.class,
                        image -> offered(image)
                                .filter(offered -> isWithinLimit(offered, imagesByOwner))
                                .orElse(null),
                        image -> image.attributes().size());
    }

    Optional<CloudResourceBuilder> find(ImageMemberId id) {
        return offered(ServiceJson.read(
                        glance.get("/v2/images/" + encodePathSegment(id.image()), Map.of()),
                        GlanceDtos.ImageDetailBody.class))
                .filter(image -> image.isOfferedTo(id.project()))
                .map(image -> image.member(id.project(), new ImageMemberClient(glance).status(id)));
    }

    /** Returns empty for an image that is not shared, or that Nova has shared with the project of its server. */
    private Optional<OfferedImage> offered(GlanceDtos.ImageDetailBody image) {
        ImageMemberCache.Candidate candidate = image.candidate();
        if (!SHARED.equals(image.visibility()) || shared.isOfServer(candidate)) {
            return Optional.empty();
        }
        return Optional.of(new OfferedImage(
                candidate,
                CloudResourceBuilder.of(candidate.id(), image.project(credential), image.name())
                        .value("ownerProject", candidate.owner())
                        .value("image", candidate.id())
                        .value("size", image.size())
                        .value("diskFormat", image.diskFormat())
                        .value("containerFormat", image.containerFormat())
                        .value("minDisk", image.minDisk())
                        .value("minRam", image.minRam())
                        .value("checksum", image.checksum())
                        .value("createdAt", CloudResourceBuilder.time(image.createdAt()))));
    }
}
