package org.stackdeck.operations;

import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.resource.ResourceInventory;

/**
 * Offers the projects staff and research if the user can create a resource there, and the visible resources that are
 * available to a project.
 */
public class FakeResourceChoiceService implements ResourceChoiceService {

    private final AccessDecisionService accessDecisionService;
    private final ResourceInventory resourceInventory;

    public FakeResourceChoiceService(AccessDecisionService accessDecisionService, ResourceInventory resourceInventory) {
        this.accessDecisionService = accessDecisionService;
        this.resourceInventory = resourceInventory;
    }

    @Override
    public List<Project> projects(UserId user, ResourceKind kind) {
        return ResourceActionLookup.creationOf(kind).map(Permission::requiredFor).stream()
                .flatMap(permission -> Stream.of(ServerBuilder.RESEARCH, ServerBuilder.STAFF)
                        .filter(project -> accessDecisionService
                                .permissions(user)
                                .mayCreateSomeResource(permission, project.cloud(), project.id())))
                .toList();
    }

    @Override
    public List<Project> otherProjects(UserId user, NewResourceTarget place) {
        return List.of(ServerBuilder.RESEARCH);
    }

    @Override
    public List<CloudResource> choices(UserId user, NewResourceTarget place, ActionParameter parameter) {
        ResourceKind kind = parameter.resourceKind().orElseThrow();
        return resourceInventory.load(kind, user).resources().stream()
                .filter(resource -> resource.isAvailableTo(place.project()))
                .toList();
    }
}
