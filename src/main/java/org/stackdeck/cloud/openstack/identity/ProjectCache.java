package org.stackdeck.cloud.openstack.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ResponseLimits;

/** Caches the projects of one cloud by ID. Loads all projects again for an unknown ID, at most once a minute. */
public final class ProjectCache {

    private static final Duration LOOKUP_INTERVAL = Duration.ofMinutes(1);
    private static final int MAX_PROJECTS = 20_000;
    /** Number of characters after which the name of a project is cut. */
    private static final int MAX_NAME_LENGTH = 255;

    private final CloudName cloud;
    private final Clock clock;
    private final Cache<ProjectId, Project> known = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(MAX_PROJECTS)
            .build();
    private volatile Instant nextLookup = Instant.MIN;

    public ProjectCache(CloudName cloud, Clock clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    public Project register(KeystoneProject keystoneProject) {
        var project = new Project(
                cloud,
                new ProjectId(keystoneProject.id()),
                ResponseLimits.cut(keystoneProject.name(), MAX_NAME_LENGTH));
        known.put(project.id(), project);
        return project;
    }

    /**
     * Returns the project. If it remains unknown, its ID is used as the name.
     *
     * @param allProjects loads all projects from Keystone
     */
    public Project findOrLoad(ProjectId id, Supplier<List<KeystoneProject>> allProjects) {
        if (known.getIfPresent(id) == null && !clock.instant().isBefore(nextLookup)) {
            nextLookup = clock.instant().plus(LOOKUP_INTERVAL);
            try {
                allProjects.get().forEach(this::register);
            } catch (CloudException e) {
                // A missing project name must not prevent the servers from being listed.
            }
        }
        Project project = known.getIfPresent(id);
        return project == null ? new Project(cloud, id, id.value()) : project;
    }
}
