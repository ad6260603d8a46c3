package org.stackdeck.operations.lookup;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.detail.ImageMemberQueryService;

/**
 * Loads the projects with which an image is shared. Only users who may see the image in its own project receive them,
 * because these projects must not see each other.
 */
@Component
class CloudImageMemberService implements ImageMemberQueryService {

    private final ResourceInventory resourceInventory;
    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;

    CloudImageMemberService(
            ResourceInventory resourceInventory,
            AccessDecisionService accessDecisionService,
            Clouds clouds,
            CloudRequestRateLimiter limiter) {
        this.resourceInventory = resourceInventory;
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
        this.limiter = limiter;
    }

    @Override
    public Optional<List<ImageMember>> members(Caller caller, ResourceKey image) {
        EffectivePermissions before = accessDecisionService.permissions(caller.userId());
        Optional<CloudResource> found = resourceInventory
                .findKnown(image)
                .filter(known -> ResourceActionRules.isShareable(known) && maySee(before, known))
                .flatMap(known ->
                        limiter.call(caller.userId(), CloudRequestRateLimiter.Budget.LISTS, () -> loadCurrent(known)));
        // The grants and the project of the image may have changed during the request.
        EffectivePermissions current =
                accessDecisionService.permissions(accessDecisionService.loadSubject(caller.userId()));
        return found.filter(loaded -> ResourceActionRules.isShareable(loaded) && maySee(current, loaded))
                .map(loaded -> members(current, loaded));
    }

    private Optional<CloudResource> loadCurrent(CloudResource known) {
        return Optional.ofNullable(known.project())
                .flatMap(project -> clouds.resourceClient(known.cloud(), project.id()))
                .flatMap(client -> client.findWithMembers(known.id()));
    }

    private static boolean maySee(EffectivePermissions permissions, CloudResource image) {
        Project project = image.project();
        return project != null
                && permissions
                        .decide(Permission.IMAGE_READ, ResourceAttributes.of(image, project.id()))
                        .isAllowed();
    }

    private List<ImageMember> members(EffectivePermissions permissions, CloudResource image) {
        if (!image.values().containsKey(CloudResource.MEMBERS)) {
            throw new CloudException(
                    CloudException.Category.UNAVAILABLE, "Glance did not list the projects of the image");
        }
        Map<ProjectId, String> names = TargetProjectResolver.names(clouds, permissions, image.cloud());
        return image.map(CloudResource.MEMBERS).entrySet().stream()
                .flatMap(member -> ProjectId.parse(member.getKey()).stream()
                        .map(project -> new ImageMember(project, names.get(project), member.getValue())))
                .sorted(Comparator.comparing(ImageMember::name, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(ImageMember::project))
                .toList();
    }
}
