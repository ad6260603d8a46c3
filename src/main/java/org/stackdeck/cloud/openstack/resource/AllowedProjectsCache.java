package org.stackdeck.cloud.openstack.resource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Caches which projects have access to a cloud's private flavors or private volume types. An access list contains all
 * projects with access, so one cached list serves every project.
 */
public final class AllowedProjectsCache {

    private static final Duration CACHE_DURATION = Duration.ofSeconds(30);

    private static final int MAX_CACHED_IDS = 50_000;
    private static final int MAX_ID_LENGTH = 255;
    private static final int MAX_PROJECTS = 10_000;

    private final Function<String, Stream<@Nullable String>> accessList;
    private final Cache<String, Set<ProjectId>> projects;

    /** @param accessList requests the IDs of the projects with access to the flavor or volume type */
    private AllowedProjectsCache(Function<String, Stream<@Nullable String>> accessList) {
        this.accessList = accessList;
        this.projects = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .expireAfterWrite(CACHE_DURATION)
                .maximumWeight(MAX_CACHED_IDS)
                .weigher((String _, Set<ProjectId> ids) -> 1 + ids.size())
                .build();
    }

    public static AllowedProjectsCache ofFlavors(
            AuthenticatedServiceClient nova, Supplier<Map<String, String>> version) {
        return new AllowedProjectsCache(flavor -> ServiceJson.readListAt(
                        nova.get(
                                "/flavors/" + ServiceRequest.encodePathSegment(flavor) + "/os-flavor-access",
                                version.get()),
                        "/flavor_access",
                        NovaResourceDtos.FlavorAccessBody.class)
                .stream()
                .map(NovaResourceDtos.FlavorAccessBody::projectId));
    }

    public static AllowedProjectsCache ofVolumeTypes(AuthenticatedServiceClient cinder) {
        return new AllowedProjectsCache(type -> ServiceJson.readListAt(
                        cinder.get(
                                "/types/" + ServiceRequest.encodePathSegment(type) + "/os-volume-type-access",
                                Map.of()),
                        "/volume_type_access",
                        CinderDtos.VolumeTypeAccessBody.class)
                .stream()
                .map(CinderDtos.VolumeTypeAccessBody::projectId));
    }

    /** @param id the ID of a private flavor or volume type */
    boolean hasAccess(String id, ProjectId project) {
        return projects(id).contains(project);
    }

    /** @param id as for {@link #hasAccess} */
    Set<ProjectId> projects(String id) {
        return id.length() > MAX_ID_LENGTH ? Set.of() : projects.get(id, this::loadProjects);
    }

    /**
     * Returns an empty set if the object no longer exists or the credential is not permitted to read the access list.
     */
    private Set<ProjectId> loadProjects(String id) {
        try {
            return accessList
                    .apply(id)
                    .flatMap(project -> ProjectId.parse(project).stream())
                    .limit(MAX_PROJECTS)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (CloudException e) {
            if (e.category() == Category.FORBIDDEN || e.category() == Category.NOT_FOUND) {
                return Set.of();
            }
            throw e;
        }
    }
}
