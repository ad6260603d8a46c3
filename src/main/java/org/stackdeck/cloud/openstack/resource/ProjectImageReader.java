package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.compute.ServerActionSender.encodePathSegment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.resource.ResourceDtos.ImageBody;
import org.stackdeck.cloud.resource.AvailableImage;

/**
 * Reads the active images that a project can use: public and community images, its own, and those that are shared with it.
 * Anybody can write properties of images of their own that name other resources, which Nova uses with the token of the
 * request. Images that name existing volumes, or snapshots or images that the project cannot use, are excluded.
 */
final class ProjectImageReader {

    private final ProjectClients clients;
    private final ProjectId project;
    private final boolean allProjects;
    private final SharedImages shared;

    /** @param allProjects whether the credential sees the images and snapshots of all projects */
    ProjectImageReader(ProjectClients clients, ProjectId project, boolean allProjects, SharedImages shared) {
        this.clients = clients;
        this.project = project;
        this.allProjects = allProjects;
        this.shared = shared;
    }

    /**
     * @param candidate null if the image is available to the project whether or not it is shared with it
     * @param snapshots IDs of the volume snapshots that its servers copy
     * @param otherImages IDs of the images that its servers use besides
     */
    private record OfferedImage(
            AvailableImage image,
            SharedImages.@Nullable Candidate candidate,
            Set<String> snapshots,
            Set<String> otherImages) {

        /** Returns whether images that name this one can be used without a check of the permission for a server's data. */
        boolean isOrdinary() {
            return !image.serverData();
        }
    }

    List<AvailableImage> list() {
        Map<String, Integer> candidates = new HashMap<>();
        List<OfferedImage> listed = new PageReader(clients.glance())
                .readAll(
                        "/v2/images",
                        "&status=active",
                        ResourceDtos.Images.class,
                        image -> offered(image)
                                .filter(one -> isWithinLimit(one, candidates))
                                .orElse(null),
                        image -> ReadResource.sizeOf(image.image().name()));
        Set<String> ids = shared.sharedWith(
                project,
                listed.stream()
                        .flatMap(image -> Stream.ofNullable(image.candidate()))
                        .toList());
        List<OfferedImage> usable = listed.stream()
                .filter(image -> image.candidate() == null
                        || ids.contains(image.candidate().id()))
                .toList();
        Set<String> copyable = allProjects
                        && usable.stream().anyMatch(image -> !image.snapshots().isEmpty())
                ? findSnapshotsOfProject()
                : Set.of();
        Set<String> ordinary = usable.stream()
                .filter(OfferedImage::isOrdinary)
                .map(image -> image.image().id())
                .collect(Collectors.toSet());
        return usable.stream()
                .filter(image -> !allProjects || copyable.containsAll(image.snapshots()))
                .filter(image -> ordinary.containsAll(image.otherImages()))
                .map(OfferedImage::image)
                .toList();
    }

    /** Returns the image if the project can use it. */
    Optional<AvailableImage> find(String id) {
        return findOffered(id)
                .filter(image -> !allProjects
                        || image.snapshots().isEmpty()
                        || loadSnapshotsOfProject().containsAll(image.snapshots()))
                .filter(image -> image.otherImages().stream().allMatch(this::isOrdinary))
                .map(OfferedImage::image);
    }

    /** Returns whether the project can use the image, which contains no data of a server. */
    boolean isOrdinary(String id) {
        return findOffered(id).filter(OfferedImage::isOrdinary).isPresent();
    }

    private Optional<OfferedImage> findOffered(String id) {
        return ServiceJson.findWith(() -> ServiceJson.read(
                        clients.glance().get("/v2/images/" + encodePathSegment(id), Map.of()), ImageBody.class))
                .flatMap(this::offered)
                .filter(image -> image.candidate() == null
                        || shared.sharedWith(project, List.of(image.candidate()))
                                .contains(id));
    }

    /** Bounds the number of images of each owner that are checked; the two sorts have limits of their own. */
    private static boolean isWithinLimit(OfferedImage image, Map<String, Integer> counts) {
        SharedImages.Candidate candidate = image.candidate();
        return candidate == null
                || counts.merge(candidate.owner() + " " + candidate.volumeSnapshots(), 1, Integer::sum)
                        <= SharedImages.MAX_IMAGES_OF_OWNER;
    }

    /** Without Cinder, the images of snapshots cannot be used, but the others can. */
    private Set<String> findSnapshotsOfProject() {
        try {
            return loadSnapshotsOfProject();
        } catch (CloudException e) {
            return Set.of();
        }
    }

    private Set<String> loadSnapshotsOfProject() {
        return new CinderResourceReader(clients.cinder(), allProjects)
                .snapshots().stream()
                        .filter(snapshot -> isOwn(snapshot.project()))
                        .map(ReadResource::id)
                        .collect(Collectors.toSet());
    }

    /** Returns empty for an image of another project, which an administrator's credential sees, unless it may be shared. */
    private Optional<OfferedImage> offered(ImageBody image) {
        String mapping = image.volumeSnapshots();
        Optional<Set<String>> snapshots =
                mapping == null ? Optional.of(Set.of()) : ImageBlockDevices.copiedSnapshots(mapping);
        if (!"active".equals(image.status()) || snapshots.isEmpty()) {
            return Optional.empty();
        }
        boolean published = Set.of("public", "community").contains(orEmpty(image.visibility()));
        if (published || isOwn(image.project(clients.project().id(), shared))) {
            return Optional.of(
                    new OfferedImage(toAvailable(image, published), null, snapshots.get(), image.otherImages()));
        }
        return "shared".equals(image.visibility()) && !isOwn(image.owner())
                ? Optional.of(new OfferedImage(
                        toAvailable(image, false),
                        allProjects ? candidate(image) : null,
                        snapshots.get(),
                        image.otherImages()))
                : Optional.empty();
    }

    private static SharedImages.Candidate candidate(ImageBody image) {
        return new SharedImages.Candidate(
                ServerMapper.required(image.id()), orEmpty(image.owner()), image.volumeSnapshots() != null);
    }

    /** An image of volume snapshots may have inherited the {@code instance_uuid} of another server. */
    private static AvailableImage toAvailable(ImageBody image, boolean published) {
        return new AvailableImage(
                ServerMapper.required(image.id()),
                orEmpty(image.name()),
                image.minDisk(),
                image.minRam(),
                image.size(),
                image.isOfServer() && (!published || image.volumeSnapshots() != null),
                image.volumeSnapshots() != null
                        ? null
                        : ServerId.parse(image.serverId()).orElse(null));
    }

    private boolean isOwn(@Nullable String projectId) {
        return project.value().equals(projectId);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
