package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.PageReader;
import org.stackdeck.cloud.openstack.image.ImageMemberCache;
import org.stackdeck.cloud.openstack.image.ImageMemberClient;
import org.stackdeck.cloud.resource.CloudResource;

/**
 * Reads images of all statuses. Does not use openstack4j, whose model has no value for the statuses "importing" and
 * "uploading", and no link to the next page.
 */
final class GlanceImageReader {

    private static final String SHARED = "shared";

    private final AuthenticatedServiceClient glance;
    private final PageReader pages;
    private final ProjectId project;
    private final boolean allProjects;
    private final ResourceAvailabilityCaches access;

    /**
     * @param project the project of the credential
     * @param allProjects whether to list the images of all projects
     */
    GlanceImageReader(
            AuthenticatedServiceClient glance,
            ProjectId project,
            boolean allProjects,
            ResourceAvailabilityCaches access) {
        this.access = access;
        this.glance = glance;
        this.pages = PageReader.complete(glance);
        this.project = project;
        this.allProjects = allProjects;
    }

    /**
     * Lists all images. If the credential belongs to an administrator, also requests the community images, because
     * Glance omits those of other projects by default.
     */
    Collection<CloudResourceBuilder> list() {
        List<ImageMemberCache.Candidate> candidates = new ArrayList<>();
        List<CloudResourceBuilder> found = list("", candidates);
        if (allProjects) {
            found.addAll(list("&visibility=community", candidates));
            Map<String, Map<ProjectId, String>> members = access.images().members(candidates);
            found.forEach(image -> image.sharedWith(acceptedBy(members.getOrDefault(image.id(), Map.of()))));
        }
        return found.stream()
                .collect(Collectors.toMap(
                        CloudResourceBuilder::id, image -> image, (first, _) -> first, LinkedHashMap::new))
                .values();
    }

    /** @param candidates receives the images that can be shared with projects other than their owner */
    private List<CloudResourceBuilder> list(String filter, List<ImageMemberCache.Candidate> candidates) {
        return pages.readAll(
                "/v2/images",
                filter,
                GlanceDtos.ImageDetails.class,
                image -> {
                    if (SHARED.equals(image.visibility())) {
                        candidates.add(image.candidate());
                    }
                    return image(image, image.project(project)).sharedWith(acceptedByCredential(image));
                },
                CloudResourceBuilder::size);
    }

    /**
     * Returns the project of the credential for a shared image of another project. Glance lists such an image only if
     * the project has accepted it.
     */
    private Set<ProjectId> acceptedByCredential(GlanceDtos.ImageDetailBody image) {
        return !allProjects
                        && SHARED.equals(image.visibility())
                        && !project.value().equals(image.owner())
                ? Set.of(project)
                : Set.of();
    }

    private Set<ProjectId> accepted(GlanceDtos.ImageDetailBody image) {
        return allProjects && SHARED.equals(image.visibility())
                ? acceptedBy(access.images()
                        .members(List.of(image.candidate()))
                        .getOrDefault(ResponseFields.required(image.id()), Map.of()))
                : acceptedByCredential(image);
    }

    private static Set<ProjectId> acceptedBy(Map<ProjectId, String> members) {
        return members.entrySet().stream()
                .filter(member -> ImageMemberClient.isAccepted(member.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns an image with its verified project and the error of its import, for instance before a change. Can require
     * additional requests.
     */
    CloudResourceBuilder get(String id) {
        return verified(read(id));
    }

    /** Returns an image like {@link #get}, and adds its members. */
    CloudResourceBuilder getWithMembers(String id) {
        GlanceDtos.ImageDetailBody image = read(id);
        return verified(image)
                .value(
                        CloudResource.MEMBERS,
                        findMembers(image).map(GlanceImageReader::byText).orElse(null));
    }

    private CloudResourceBuilder verified(GlanceDtos.ImageDetailBody image) {
        CloudResourceBuilder found =
                image(image, image.verifiedProject(project, access.images())).sharedWith(accepted(image));
        return isWaitingForData(image)
                ? found.value(
                        CloudResource.IMPORT_ERROR,
                        findImportError(ResponseFields.required(image.id())).orElse(null))
                : found;
    }

    private static Map<String, String> byText(Map<ProjectId, String> members) {
        return members.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(member -> member.getKey().value(), Map.Entry::getValue));
    }

    /**
     * Returns whether the image waits for data. Images of servers are excluded, because Nova supplies their data.
     * Images of volumes are included, because no field shows that Cinder will supply their data.
     */
    private static boolean isWaitingForData(GlanceDtos.ImageDetailBody image) {
        return "queued".equals(image.status()) && !image.isOfServer();
    }

    /** Returns the member status by project; empty if the image cannot have members, or they cannot be loaded. */
    private Optional<Map<ProjectId, String>> findMembers(GlanceDtos.ImageDetailBody image) {
        if (!SHARED.equals(image.visibility())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImageMemberClient(glance).statuses(ResponseFields.required(image.id())));
        } catch (CloudException _) {
            // An empty map would mean that the image has no members.
            return Optional.empty();
        }
    }

    /**
     * Returns the error message of the latest import; empty if there was no import, if it has not failed, or if its
     * state cannot be loaded.
     */
    private Optional<String> findImportError(String id) {
        try {
            return ServiceJson.readListAt(
                            glance.get("/v2/images/" + encodePathSegment(id) + "/tasks", Map.of()),
                            "/tasks",
                            GlanceDtos.ImageTaskBody.class)
                    .stream()
                    .max(Comparator.comparing(task -> ResponseFields.required(task.createdAt())))
                    .filter(task -> "failure".equals(task.status()))
                    .map(task -> String.valueOf(task.message()));
        } catch (CloudException _) {
            // The image is returned even if these details cannot be loaded.
            return Optional.empty();
        }
    }

    /**
     * Verifies that the image would remain available to its project if it became private. For Glance, an image that
     * Nova created from a server belongs to the project of the credential.
     *
     * @throws ChangeObstacleException if the image would be private to another project
     */
    void requirePrivateToProject(String id) {
        GlanceDtos.ImageDetailBody image = read(id);
        if (!Objects.equals(image.owner(), image.verifiedProject(project, access.images()))) {
            throw new ChangeObstacleException(ChangeObstacle.FOREIGN_OWNER);
        }
    }

    private GlanceDtos.ImageDetailBody read(String id) {
        return ServiceJson.read(
                glance.get("/v2/images/" + encodePathSegment(id), Map.of()), GlanceDtos.ImageDetailBody.class);
    }

    private CloudResourceBuilder image(GlanceDtos.ImageDetailBody image, @Nullable String owner) {
        return CloudResourceBuilder.of(ResponseFields.required(image.id()), owner, image.name())
                .published(Set.of("public", "community").contains(String.valueOf(image.visibility())))
                .value(CloudResource.SERVER_DATA, image.isOfServer())
                .value(
                        CloudResource.IMPORTABLE,
                        (isWaitingForData(image) && access.imports().includesWebDownload()) ? true : null)
                .value("status", image.status())
                .value("visibility", image.visibility())
                .value("size", image.size())
                .value("diskFormat", image.diskFormat())
                .value("containerFormat", image.containerFormat())
                .value("minDisk", image.minDisk())
                .value("minRam", image.minRam())
                .value("protected", image.isProtected())
                .value("checksum", image.checksum())
                .value("osHashAlgo", image.hashAlgorithm())
                .value("osHashValue", image.hash())
                .tags(image.tags())
                .value("createdAt", CloudResourceBuilder.time(image.createdAt()))
                .value("updatedAt", CloudResourceBuilder.time(image.updatedAt()))
                .value("properties", image.properties());
    }
}
