package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.http.ResponseFields.orEmpty;
import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.PageReader;
import org.stackdeck.cloud.openstack.image.ImageBlockDevices;
import org.stackdeck.cloud.openstack.image.ImageMemberCache;
import org.stackdeck.cloud.openstack.project.ProjectClients;
import org.stackdeck.cloud.openstack.resource.GlanceDtos.ImageBody;
import org.stackdeck.cloud.resource.AvailableImage;

/**
 * Reads the active images that a project can use: public and community images, its own images, and images that are
 * shared with it. On their own images, any user can set properties that refer to other resources, which Nova and Cinder
 * access with the token of the request. Images that refer to existing volumes are always excluded. Other references are
 * checked only when one image is read, because the checks require additional requests.
 */
final class AvailableImageReader {

    /**
     * Maximum number of snapshots of an image, each of which requires two requests. A server usually has fewer volumes.
     */
    private static final int MAX_SNAPSHOTS = 30;

    private final ProjectClients clients;
    private final ProjectId project;
    private final boolean allProjects;
    private final ResourceAvailabilityCaches access;

    /** @param allProjects whether the credential has access to the images and snapshots of all projects */
    AvailableImageReader(
            ProjectClients clients, ProjectId project, boolean allProjects, ResourceAvailabilityCaches access) {
        this.clients = clients;
        this.project = project;
        this.allProjects = allProjects;
        this.access = access;
    }

    /**
     * @param candidate null if the image is known to be available to the project
     */
    private record OfferedImage(
            ImageBody body,
            AvailableImage image,
            ImageMemberCache.@Nullable Candidate candidate,
            ImageBlockDevices devices) {}

    List<AvailableImage> list() {
        Map<String, Integer> candidates = new HashMap<>();
        List<OfferedImage> listed = PageReader.complete(clients.glance())
                .readAll(
                        "/v2/images",
                        "&status=active",
                        GlanceDtos.Images.class,
                        image -> offered(image)
                                .filter(one -> isWithinLimit(one, candidates))
                                .orElse(null),
                        image -> CloudResourceBuilder.sizeOf(image.image().name()));
        Set<String> ids = access.images()
                .sharedWith(
                        project,
                        listed.stream()
                                .flatMap(image -> Stream.ofNullable(image.candidate()))
                                .toList());
        return listed.stream()
                .filter(image -> image.candidate() == null
                        || ids.contains(image.candidate().id()))
                .map(OfferedImage::image)
                .toList();
    }

    /** Returns the image if the project can use both the image and all resources to which the image refers. */
    Optional<AvailableImage> find(String id) {
        return findUsable(id).map(OfferedImage::image);
    }

    /**
     * Returns the image like {@link #find}, but only if the project can also use the volume type that the image
     * specifies.
     */
    Optional<AvailableImage> findForVolume(String id) {
        return findUsable(id).filter(this::canUseVolumeType).map(OfferedImage::image);
    }

    private Optional<OfferedImage> findUsable(String id) {
        return findOffered(id)
                .filter(image -> image.body().otherImages().stream().allMatch(this::isOrdinary))
                .filter(image -> !allProjects
                        || (ownsSnapshots(image) && canUse(image.devices().volumeTypes())));
    }

    /**
     * Checks the image of a new volume.
     *
     * @param typeGiven whether the user has selected the type of the volume
     * @throws ChangeObstacleException if the project cannot use the image
     */
    void requireUsable(String id, boolean typeGiven) {
        OfferedImage image =
                findUsable(id).orElseThrow(() -> new ChangeObstacleException(ChangeObstacle.IMAGE_UNAVAILABLE));
        if (!typeGiven && !canUseVolumeType(image)) {
            throw new ChangeObstacleException(ChangeObstacle.VOLUME_TYPE_REQUIRED);
        }
    }

    private Optional<OfferedImage> findOffered(String id) {
        return ServiceJson.findWith(() -> ServiceJson.read(
                        clients.glance().get("/v2/images/" + encodePathSegment(id), Map.of()), ImageBody.class))
                .flatMap(this::offered)
                .filter(image -> image.candidate() == null
                        || access.images()
                                .sharedWith(project, List.of(image.candidate()))
                                .contains(id))
                .filter(image -> !allProjects
                        || !isClaimed(image.body())
                        || access.images().isSharedWith(id, project));
    }

    /**
     * Returns whether the image belongs to the project only according to a property, which any user can set. Nova also
     * makes the project of the server a member of the image.
     */
    private boolean isClaimed(ImageBody image) {
        return "shared".equals(image.visibility()) && !isOwn(image.owner()) && isOwn(image.serverProject());
    }

    /** Returns whether the project can use the image and the image contains no data of a server. */
    private boolean isOrdinary(String id) {
        return findOffered(id).filter(image -> !image.image().serverData()).isPresent();
    }

    private boolean ownsSnapshots(OfferedImage image) {
        CinderResourceReader cinder = cinder();
        Set<String> snapshots = image.devices().snapshots();
        return snapshots.size() <= MAX_SNAPSHOTS
                && snapshots.stream()
                        .allMatch(id -> ServiceJson.findWith(() -> cinder.snapshot(id))
                                .filter(snapshot -> isOwn(snapshot.project()))
                                .isPresent());
    }

    /**
     * Returns whether the project can use the volume type that the image specifies. Cinder uses this type for a new
     * volume unless the user selects another one.
     */
    private boolean canUseVolumeType(OfferedImage image) {
        String type = orEmpty(image.body().volumeType()).strip();
        return !allProjects || type.isEmpty() || canUse(Set.of(type));
    }

    /** Returns whether the project can use all given volume types. */
    private boolean canUse(Set<String> named) {
        if (named.isEmpty()) {
            return true;
        }
        List<CinderDtos.VolumeTypeBody> types = cinder().types();
        return named.stream().allMatch(type -> canUse(type.strip(), types));
    }

    /**
     * Returns false for unknown types and for private types to which the project has no access, so that the error does
     * not reveal which types exist. Cinder also rejects unknown types.
     */
    private boolean canUse(String type, List<CinderDtos.VolumeTypeBody> types) {
        // Cinder's database can ignore the case of names.
        List<CinderDtos.VolumeTypeBody> named = types.stream()
                .filter(one -> type.equalsIgnoreCase(one.id())
                        || type.equalsIgnoreCase(orEmpty(one.name()).strip()))
                .toList();
        return !named.isEmpty()
                && named.stream()
                        .allMatch(one -> one.isPublic()
                                || access.volumeTypes().hasAccess(ResponseFields.required(one.id()), project));
    }

    /**
     * Returns whether the image is within the limit for its owner, which applies separately to images of volume
     * snapshots and to other images.
     */
    private static boolean isWithinLimit(OfferedImage image, Map<String, Integer> counts) {
        ImageMemberCache.Candidate candidate = image.candidate();
        return candidate == null
                || counts.merge(candidate.owner() + " " + candidate.volumeSnapshots(), 1, Integer::sum)
                        <= ImageMemberCache.MAX_IMAGES_OF_OWNER;
    }

    /**
     * Returns empty for an image that is not active, whose block devices are rejected, or that belongs to another
     * project and cannot be shared with this one.
     */
    private Optional<OfferedImage> offered(ImageBody image) {
        String mapping = image.volumeSnapshots();
        Optional<ImageBlockDevices> devices =
                mapping == null ? Optional.of(ImageBlockDevices.NONE) : ImageBlockDevices.parse(mapping);
        if (!"active".equals(image.status()) || devices.isEmpty()) {
            return Optional.empty();
        }
        boolean published = Set.of("public", "community").contains(orEmpty(image.visibility()));
        if (published || isOwn(image.project(clients.project().id()))) {
            return Optional.of(new OfferedImage(image, toAvailable(image, published), null, devices.get()));
        }
        return "shared".equals(image.visibility()) && !isOwn(image.owner())
                ? Optional.of(new OfferedImage(
                        image, toAvailable(image, false), allProjects ? image.candidate() : null, devices.get()))
                : Optional.empty();
    }

    /**
     * Converts an image. An image of volume snapshots has no source server here, because it may have inherited another
     * {@code instance_uuid}.
     */
    private static AvailableImage toAvailable(ImageBody image, boolean published) {
        return new AvailableImage(
                ResponseFields.required(image.id()),
                orEmpty(image.name()),
                image.minDisk(),
                image.minRam(),
                image.size(),
                image.volumeSnapshots() != null || (image.isOfServer() && !published),
                image.volumeSnapshots() != null
                        ? null
                        : ServerId.parse(image.serverId()).orElse(null));
    }

    private CinderResourceReader cinder() {
        return new CinderResourceReader(clients.cinder(), clients.project().id(), allProjects);
    }

    private boolean isOwn(@Nullable String projectId) {
        return project.value().equals(projectId);
    }
}
