package org.stackdeck.quotas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.Subscribers;
import org.stackdeck.platform.Subscription;

/**
 * Loads the quotas and usage of projects for callers with access to the whole project. The values are cached for all
 * callers and can be outdated. They are intended for display and must not be used for decisions. Limits the concurrent
 * requests to each service.
 */
@Service
public class QuotaService {

    private static final Logger LOG = LoggerFactory.getLogger(QuotaService.class);

    static final Duration MAX_AGE = Duration.ofSeconds(30);
    /** Minimum age at which {@link #refresh} loads quotas again. */
    static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(2);

    private static final Duration CACHE_LIFETIME = Duration.ofMinutes(10);
    /**
     * Maximum number of concurrent requests for quotas to one service of a cloud, so that requests for servers are not
     * delayed.
     */
    private static final int MAX_CONCURRENT_REQUESTS = 4;

    private static final Executor EXECUTOR =
            task -> Thread.ofVirtual().name("quota-loader").start(task);

    private final Clouds clouds;
    private final AccessDecisionService accessDecisionService;
    private final Clock clock;
    private final Cache<QuotaKey, CachedServiceQuotas> cache = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .expireAfterAccess(CACHE_LIFETIME)
            .build();
    private final Map<ServiceKey, Semaphore> requestPermits = new ConcurrentHashMap<>();
    private final Subscribers<BiConsumer<Project, ServiceQuotas>> subscribers = new Subscribers<>();

    private record QuotaKey(CloudName cloud, ProjectId project, Quota.Service service) {}

    private record ServiceKey(CloudName cloud, Quota.Service service) {}

    public QuotaService(Clouds clouds, AccessDecisionService accessDecisionService, Clock clock) {
        this.clouds = clouds;
        this.accessDecisionService = accessDecisionService;
        this.clock = clock;
    }

    /** Returns the projects whose quotas the caller may see, ordered by cloud and name. */
    public List<Project> projects(Caller caller) {
        EffectivePermissions effectivePermissions = permissions(caller);
        return clouds.projects().stream()
                .filter(project -> effectivePermissions.coversWholeProject(project.cloud(), project.id()))
                .distinct()
                .sorted(Comparator.comparing(Project::cloud)
                        .thenComparing(Project::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Project::id))
                .toList();
    }

    /**
     * Returns the quotas of one service. Loads them and blocks, unless they were requested within the last 30 seconds.
     * If the request fails, the result contains the problem and the quotas of the last successful request.
     *
     * @throws UnknownProjectException if the project does not exist or the caller has no access to the whole project
     */
    public ServiceQuotas load(Caller caller, CloudName cloud, ProjectId project, Quota.Service service) {
        return read(caller, new QuotaKey(cloud, project, service), MAX_AGE);
    }

    /**
     * Returns the quotas like {@link #load(Caller, CloudName, ProjectId, Quota.Service)}. Loads them unless they were
     * requested within the last two seconds.
     */
    public ServiceQuotas refresh(Caller caller, CloudName cloud, ProjectId project, Quota.Service service) {
        return read(caller, new QuotaKey(cloud, project, service), MIN_REFRESH_INTERVAL);
    }

    /**
     * Returns the quotas of all services, loaded in parallel.
     *
     * @throws UnknownProjectException if the project does not exist or the caller has no access to the whole project
     */
    public List<ServiceQuotas> load(Caller caller, CloudName cloud, ProjectId project) {
        requireVisibleProject(caller, cloud, project);
        var loading = Arrays.stream(Quota.Service.values())
                .map(service -> CompletableFuture.supplyAsync(
                        () -> RequestOrigin.USER.call(() -> read(new QuotaKey(cloud, project, service), MAX_AGE)),
                        EXECUTOR))
                .toList();
        try {
            List<ServiceQuotas> loaded =
                    loading.stream().map(CompletableFuture::join).toList();
            requireVisibleProject(caller, cloud, project);
            return loaded;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Returns the quotas like {@link #load(Caller, CloudName, ProjectId, Quota.Service)}, without a check of
     * permissions, for a periodic task. Code that shows the result to a user must check the user's permissions.
     */
    public ServiceQuotas loadForAllUsers(Project project, Quota.Service service) {
        return RequestOrigin.BACKGROUND.call(() -> read(new QuotaKey(project.cloud(), project.id(), service), MAX_AGE));
    }

    /**
     * Notifies the listener after each request for quotas, successful or not. Omits projects whose quotas the caller
     * may not see at that time.
     *
     * @param listener must not block
     */
    public Subscription subscribe(Caller caller, BiConsumer<Project, ServiceQuotas> listener) {
        return subscribers.add((project, loaded) -> {
            if (permissions(caller).coversWholeProject(project.cloud(), project.id())) {
                listener.accept(project, loaded);
            }
        });
    }

    private ServiceQuotas read(Caller caller, QuotaKey quotaKey, Duration oldest) {
        requireVisibleProject(caller, quotaKey.cloud(), quotaKey.project());
        ServiceQuotas loaded = RequestOrigin.USER.call(() -> read(quotaKey, oldest));
        // Repeat the checks, because permissions may have changed during the request to the cloud.
        requireVisibleProject(caller, quotaKey.cloud(), quotaKey.project());
        return loaded;
    }

    private ServiceQuotas read(QuotaKey quotaKey, Duration oldest) {
        return cache.get(quotaKey, this::cachedQuotas)
                .getLoadedSince(clock.instant().minus(oldest), () -> loadFromCloud(quotaKey));
    }

    private CachedServiceQuotas cachedQuotas(QuotaKey quotaKey) {
        return new CachedServiceQuotas(
                quotaKey.service(),
                clock,
                requestPermits.computeIfAbsent(
                        new ServiceKey(quotaKey.cloud(), quotaKey.service()),
                        _ -> new Semaphore(MAX_CONCURRENT_REQUESTS, true)),
                loaded -> notifySubscribers(quotaKey, loaded));
    }

    private void notifySubscribers(QuotaKey quotaKey, ServiceQuotas loaded) {
        if (subscribers.isEmpty()) {
            return;
        }
        try {
            clouds.project(quotaKey.cloud(), quotaKey.project())
                    .ifPresent(project -> subscribers.notifyEach(subscriber -> subscriber.accept(project, loaded)));
        } catch (RuntimeException e) {
            // A failure of one subscriber must not fail the request of another user.
            LOG.warn("Could not notify a subscriber of loaded quotas", e);
        }
    }

    private List<Quota> loadFromCloud(QuotaKey quotaKey) {
        return clouds.requireResources(quotaKey.cloud(), quotaKey.project()).quotas(quotaKey.service());
    }

    private void requireVisibleProject(Caller caller, CloudName cloud, ProjectId project) {
        if (clouds.project(cloud, project).isEmpty() || !permissions(caller).coversWholeProject(cloud, project)) {
            throw new UnknownProjectException();
        }
    }

    private EffectivePermissions permissions(Caller caller) {
        return accessDecisionService.permissions(caller.userId());
    }
}
