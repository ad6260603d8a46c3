package org.stackdeck.accessrequests;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;

@Component
class AccessRequestTargetResolver {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;

    AccessRequestTargetResolver(Inventory inventory, AccessDecisionService accessDecisionService) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
    }

    /**
     * Returns the names of the target's project and servers; empty names without a target.
     *
     * @throws UnknownAccessRequestTargetException if the user cannot see any server of the project, or a server does
     *     not exist or is invisible to the user
     */
    AccessRequestTargetNames resolve(UserId user, @Nullable AccessRequestTarget target) {
        if (target == null) {
            return AccessRequestTargetNames.NONE;
        }
        EffectivePermissions permissions = accessDecisionService.permissions(accessDecisionService.loadSubject(user));
        Predicate<Server> visible = server -> server.project().cloud().equals(target.cloud())
                && server.project().id().equals(target.project())
                && permissions.isVisible(ServerAttributes.of(server));
        return target.isWholeProject() ? project(visible) : servers(target, visible);
    }

    /** Returns the request with the current names of its servers, regardless of permissions. */
    AccessRequest withCurrentNames(AccessRequest request) {
        AccessRequestTarget target = request.requested().target();
        if (target == null || target.isWholeProject()) {
            return request;
        }
        Map<ServerId, String> current = new HashMap<>();
        for (ServerId id : target.servers()) {
            inventory.find(new ServerKey(target.cloud(), id)).ifPresent(server -> current.put(id, server.name()));
        }
        return request.withCurrentNames(current);
    }

    /** Returns the name of the project if the user may see one of its servers. */
    private AccessRequestTargetNames project(Predicate<Server> visible) {
        return inventory.snapshot().servers().values().stream()
                .filter(visible)
                .findFirst()
                .map(server -> new AccessRequestTargetNames(server.project().name(), Map.of()))
                .orElseThrow(UnknownAccessRequestTargetException::new);
    }

    private AccessRequestTargetNames servers(AccessRequestTarget target, Predicate<Server> visible) {
        Map<ServerId, String> names = new HashMap<>();
        String project = "";
        for (ServerId id : target.servers()) {
            Server server = inventory
                    .find(new ServerKey(target.cloud(), id))
                    .filter(visible)
                    .orElseThrow(UnknownAccessRequestTargetException::new);
            names.put(id, server.name());
            project = server.project().name();
        }
        return new AccessRequestTargetNames(project, names);
    }
}
