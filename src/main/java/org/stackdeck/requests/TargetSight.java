package org.stackdeck.requests;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.Inventory;

/** Resolves the names of a target that a user can see. */
@Component
class TargetSight {

    private final Inventory inventory;
    private final Access access;

    TargetSight(Inventory inventory, Access access) {
        this.inventory = inventory;
        this.access = access;
    }

    /**
     * Names of the project and servers of the target.
     *
     * @throws UnknownTargetException if one of them does not exist or the subject may not see it
     */
    TargetNames named(Subject subject, @Nullable Target target) {
        if (target == null) {
            return TargetNames.NONE;
        }
        Rights rights = access.rights(subject);
        return target.wholeProject() ? project(rights, target) : servers(rights, target);
    }

    /** The project is visible to users who see one of its servers. */
    private TargetNames project(Rights rights, Target target) {
        return inventory.snapshot().servers().values().stream()
                .filter(server -> within(target, server) && rights.maySee(ServerFacts.of(server)))
                .findFirst()
                .map(server -> new TargetNames(server.project().name(), Map.of()))
                .orElseThrow(UnknownTargetException::new);
    }

    private TargetNames servers(Rights rights, Target target) {
        Map<ServerId, String> names = new HashMap<>();
        String project = "";
        for (ServerId id : target.servers()) {
            Server server = visible(rights, target, id).orElseThrow(UnknownTargetException::new);
            names.put(id, server.name());
            project = server.project().name();
        }
        return new TargetNames(project, names);
    }

    private Optional<Server> visible(Rights rights, Target target, ServerId id) {
        return inventory
                .find(new ServerKey(target.cloud(), id))
                .filter(server -> within(target, server) && rights.maySee(ServerFacts.of(server)));
    }

    private static boolean within(Target target, Server server) {
        Project project = server.project();
        return project.cloud().equals(target.cloud()) && project.id().equals(target.project());
    }
}
