package org.stackdeck.operations;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

/**
 * Decides whether a user may create a server. A grant must apply to the server's name, tags and metadata. A new server
 * holds no data of other users, so permissions that its creator gains by these values are no escalation. A volume of
 * the project contains other users' data and requires the permission to attach volumes to such a server.
 */
@Component
class LaunchRights {

    private final Access access;

    LaunchRights(Access access) {
        this.access = access;
    }

    Answer answer(Subject subject, CloudName cloud, ProjectId project, NewServer server) {
        Rights rights = access.rights(subject);
        ServerFacts facts =
                new ServerFacts(new ServerKey(cloud, TO_BE), project, server.name(), server.tags(), server.metadata());
        return needed(server.source())
                .map(permission -> AvailabilityRules.granted(rights.decideOnNew(permission, facts)))
                .filter(answer -> !answer.available())
                .findFirst()
                .orElseGet(Answer.Available::new);
    }

    /** Empty if the user may create any servers in the project. */
    Optional<Answer> refusalOfAll(Subject subject, CloudName cloud, ProjectId project) {
        Rights rights = access.rights(subject);
        if (rights.mayMakeSome(cloud, project)) {
            return Optional.empty();
        }
        return Optional.of(
                rights.reach(cloud, project)
                        ? new Answer.NotGranted(Permission.SERVER_CREATE)
                        : new Answer.Invisible());
    }

    /** Whether the user may create any servers from volumes in the project. */
    boolean bootVolumes(Subject subject, CloudName cloud, ProjectId project) {
        Rights rights = access.rights(subject);
        return rights.mayMakeSome(cloud, project) && rights.maySomeNew(Permission.SERVER_VOLUMES, cloud, project);
    }

    private static final ServerId TO_BE = new ServerId("new server");

    private static Stream<Permission> needed(BootSource source) {
        return switch (source) {
            case BootSource.OfImage image -> Stream.of(Permission.SERVER_CREATE);
            case BootSource.OfVolume volume -> Stream.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES);
            case BootSource.OfSnapshot snapshot -> Stream.of(Permission.SERVER_CREATE, Permission.SERVER_VOLUMES);
        };
    }
}
