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
 * Whether somebody may make a server. It must be one that a grant which lets them is about, by the name, tags and metadata
 * that it will have; being new it holds nothing of anybody's, so that what its notes bring to its maker is no gain over
 * others. A volume of the project's is somebody's data, and needs the right to give volumes to such a server.
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

    /** Whether there is any server that they may make there. */
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

    /** Whether there is any server that they may make there of a volume. */
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
