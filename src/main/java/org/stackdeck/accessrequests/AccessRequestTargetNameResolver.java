package org.stackdeck.accessrequests;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;

/** Resolves the names of a target that a user can see. */
@Component
class AccessRequestTargetNameResolver {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;

    AccessRequestTargetNameResolver(Inventory inventory, AccessDecisionService accessDecisionService) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
    }

    /**
     * Names of the project and servers of the target.
     *
     * @throws UnknownAccessRequestTargetException if one of them does not exist or the subject may not see it
     */
    AccessRequestTargetNames resolve(Subject subject, @Nullable AccessRequestTarget accessRequestTarget) {
        if (accessRequestTarget == null) {
            return AccessRequestTargetNames.NONE;
        }
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(subject);
        return accessRequestTarget.isWholeProject()
                ? project(effectivePermissions, accessRequestTarget)
                : servers(effectivePermissions, accessRequestTarget);
    }

    /** The project is visible to users who see one of its servers. */
    private AccessRequestTargetNames project(
            EffectivePermissions effectivePermissions, AccessRequestTarget accessRequestTarget) {
        return inventory.snapshot().servers().values().stream()
                .filter(server -> isInTarget(accessRequestTarget, server)
                        && effectivePermissions.isVisible(ServerAttributes.of(server)))
                .findFirst()
                .map(server -> new AccessRequestTargetNames(server.project().name(), Map.of()))
                .orElseThrow(UnknownAccessRequestTargetException::new);
    }

    private AccessRequestTargetNames servers(
            EffectivePermissions effectivePermissions, AccessRequestTarget accessRequestTarget) {
        Map<ServerId, String> names = new HashMap<>();
        String project = "";
        for (ServerId id : accessRequestTarget.servers()) {
            Server server = visible(effectivePermissions, accessRequestTarget, id)
                    .orElseThrow(UnknownAccessRequestTargetException::new);
            names.put(id, server.name());
            project = server.project().name();
        }
        return new AccessRequestTargetNames(project, names);
    }

    private Optional<Server> visible(
            EffectivePermissions effectivePermissions, AccessRequestTarget accessRequestTarget, ServerId id) {
        return inventory
                .find(new ServerKey(accessRequestTarget.cloud(), id))
                .filter(server -> isInTarget(accessRequestTarget, server)
                        && effectivePermissions.isVisible(ServerAttributes.of(server)));
    }

    private static boolean isInTarget(AccessRequestTarget accessRequestTarget, Server server) {
        Project project = server.project();
        return project.cloud().equals(accessRequestTarget.cloud())
                && project.id().equals(accessRequestTarget.project());
    }
}
