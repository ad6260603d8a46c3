package org.stackdeck.operations.lookup;

import java.util.List;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.availability.ResourceCreationAuthorizer;

/**
 * Finds the project to which a user transfers a volume. It must be another project of the same cloud, in which
 * Stackdeck's credential can create resources. A grant must permit {@code volume:create} in it for a volume with this
 * name, regardless of the owner. All other projects are treated as nonexistent.
 */
@Component
public class TransferTargetProjectResolver {

    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;

    TransferTargetProjectResolver(AccessDecisionService accessDecisionService, Clouds clouds) {
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
    }

    /**
     * Replaces the name of the target project in the request with its ID, and adds its name. Returns requests without a
     * target project unchanged.
     *
     * @throws InvalidActionParameterException if the user can select no such project, or several with this name
     */
    public ActionRequest resolve(UserId user, CloudResource volume, ActionRequest request) {
        return request.value(ActionParameter.TARGET_PROJECT)
                .map(idOrName -> find(accessDecisionService.permissions(user), volume, idOrName))
                .map(project -> request.with(
                        ActionParameter.TARGET_PROJECT,
                        new ActionArgument(project.id().value(), project.name())))
                .orElse(request);
    }

    private Project find(EffectivePermissions permissions, CloudResource volume, String idOrName) {
        List<Project> selectable = clouds.projects().stream()
                .filter(project -> isSelectable(permissions, volume, project))
                .toList();
        return TargetProjectResolver.find(selectable, ActionParameter.TARGET_PROJECT, idOrName)
                .orElseThrow(
                        () -> new InvalidActionParameterException(ActionParameter.TARGET_PROJECT, Reason.NOT_FOUND));
    }

    /**
     * Returns whether a user with these permissions may transfer the volume to the target project of the resolved
     * request. Returns true if the request has no target project.
     */
    public boolean isPermitted(EffectivePermissions permissions, CloudResource volume, ActionRequest resolved) {
        return resolved.value(ActionParameter.TARGET_PROJECT)
                .map(target -> clouds.projects().stream()
                        .anyMatch(project ->
                                project.id().value().equals(target) && isSelectable(permissions, volume, project)))
                .orElse(true);
    }

    private boolean isSelectable(EffectivePermissions permissions, CloudResource volume, Project project) {
        return project.cloud().equals(volume.cloud())
                && volume.project() != null
                && !project.id().equals(volume.project().id())
                && permissions
                        .decide(
                                Permission.VOLUME_CREATE,
                                ResourceCreationAuthorizer.attributes(
                                        new NewResourceTarget(project.cloud(), project.id(), volume.kind()),
                                        volume.name()))
                        .isAllowed()
                && clouds.canCreateIn(project.cloud(), project.id());
    }
}
