package org.stackdeck.cloud.openstack.resource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.compute.ServerActionSender;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.resource.ResourceDtos.FlavorAccessBody;

/**
 * Caches which projects have access to a cloud's private flavors. The access list of a flavor names all projects with
 * access, so one cached list serves every project.
 */
public final class FlavorAccessCache {

    private static final Duration CACHE_DURATION = Duration.ofSeconds(30);
    private static final int MAX_ENTRIES = 10_000;

    private final AuthenticatedServiceClient nova;
    private final Supplier<Map<String, String>> version;
    private final Cache<String, Set<ProjectId>> projects = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .expireAfterWrite(CACHE_DURATION)
            .maximumSize(MAX_ENTRIES)
            .build();

    public FlavorAccessCache(AuthenticatedServiceClient nova, Supplier<Map<String, String>> version) {
        this.nova = nova;
        this.version = version;
    }

    /** @param flavor the ID of a private flavor */
    boolean hasAccess(String flavor, ProjectId project) {
        return projects(flavor).contains(project);
    }

    /** @param flavor the ID of a private flavor */
    Set<ProjectId> projects(String flavor) {
        return projects.get(flavor, this::loadProjects);
    }

    /**
     * Returns the IDs of the projects that have access. Returns an empty set if the flavor no longer exists or the
     * credential is not permitted to read the access list.
     */
    private Set<ProjectId> loadProjects(String flavor) {
        try {
            List<FlavorAccessBody> flavorAccessBodies = ServerMapper.required(ServiceJson.read(
                            nova.get(
                                    "/flavors/" + ServerActionSender.encodePathSegment(flavor) + "/os-flavor-access",
                                    version.get()),
                            ResourceDtos.FlavorAccesses.class)
                    .accesses());
            return flavorAccessBodies.stream()
                    .map(FlavorAccessBody::projectId)
                    .filter(Objects::nonNull)
                    .map(ProjectId::new)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (CloudException e) {
            if (e.category() == Category.FORBIDDEN || e.category() == Category.NOT_FOUND) {
                return Set.of();
            }
            throw e;
        }
    }
}
