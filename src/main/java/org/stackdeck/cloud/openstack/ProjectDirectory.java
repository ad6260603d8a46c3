package org.stackdeck.cloud.openstack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;

/** Caches the projects of one cloud by id. Loads all projects again for an unknown id, at most once per interval. */
final class ProjectDirectory {

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final CloudName cloud;
    private final Clock clock;
    private final Map<ProjectId, Project> known = new ConcurrentHashMap<>();
    private volatile Instant nextLook = Instant.MIN;

    ProjectDirectory(CloudName cloud, Clock clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    Project learn(KeystoneProject project) {
        var learnt = new Project(cloud, new ProjectId(project.id()), project.name());
        known.put(learnt.id(), learnt);
        return learnt;
    }

    /** @param everyProject loads all projects from Keystone; if that fails, the id is used as the name */
    Project of(ProjectId id, Supplier<List<KeystoneProject>> everyProject) {
        if (!known.containsKey(id) && !clock.instant().isBefore(nextLook)) {
            nextLook = clock.instant().plus(LOOK_AGAIN);
            try {
                everyProject.get().forEach(this::learn);
            } catch (CloudException e) {
                // A missing project name must not prevent the servers from being listed.
            }
        }
        Project project = known.get(id);
        return project == null ? new Project(cloud, id, id.value()) : project;
    }
}
