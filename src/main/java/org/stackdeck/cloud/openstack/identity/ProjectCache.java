package org.stackdeck.cloud.openstack.identity;

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

/** Caches the projects of one cloud by ID. Loads all projects again for an unknown ID, at most once a minute. */
public final class ProjectCache {

    private static final Duration LOOKUP_INTERVAL = Duration.ofMinutes(1);

    private final CloudName cloud;
    private final Clock clock;
    private final Map<ProjectId, Project> known = new ConcurrentHashMap<>();
    private volatile Instant nextLookup = Instant.MIN;

    public ProjectCache(CloudName cloud, Clock clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    public Project register(KeystoneProject project) {
        var learnt = new Project(cloud, new ProjectId(project.id()), project.name());
        known.put(learnt.id(), learnt);
        return learnt;
    }

    /**
     * @param everyProject loads all projects from Keystone; if the project remains unknown, its ID is used as the name
     */
    public Project findOrLoad(ProjectId id, Supplier<List<KeystoneProject>> everyProject) {
        if (!known.containsKey(id) && !clock.instant().isBefore(nextLookup)) {
            nextLookup = clock.instant().plus(LOOKUP_INTERVAL);
            try {
                everyProject.get().forEach(this::register);
            } catch (CloudException e) {
                // A missing project name must not prevent the servers from being listed.
            }
        }
        Project project = known.get(id);
        return project == null ? new Project(cloud, id, id.value()) : project;
    }
}
