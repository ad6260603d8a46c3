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
import org.springframework.stereotype.Service;
import org.stackdeck.access.Access;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.UserRequest;
import org.stackdeck.identity.Caller;

/** Caches quotas for all callers and limits concurrent requests to each service. */
@Service
class SharedQuotas implements Quotas {

    static final Duration GOOD_FOR = Duration.ofSeconds(30);
    /** Quotas of this age are not loaded again. */
    static final Duration AS_GOOD_AS_NOW = Duration.ofSeconds(2);

    private static final Duration KEPT_FOR = Duration.ofMinutes(10);
    /** Half of the concurrent requests that a service allows, so that requests for servers are not delayed. */
    private static final int AT_ONCE = 4;

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("quota-loader").start(task);

    private final Clouds clouds;
    private final Access access;
    private final Clock clock;
    private final Cache<About, Reading> readings = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .expireAfterAccess(KEPT_FOR)
            .build();
    private final Map<Door, Semaphore> turns = new ConcurrentHashMap<>();

    private record About(CloudName cloud, ProjectId project, Quota.Service service) {}

    private record Door(CloudName cloud, Quota.Service service) {}

    SharedQuotas(Clouds clouds, Access access, Clock clock) {
        this.clouds = clouds;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public List<Project> projects(Caller caller) {
        Rights rights = rights(caller);
        return clouds.projects().stream()
                .filter(project -> rights.coverProject(project.cloud(), project.id()))
                .distinct()
                .sorted(Comparator.comparing(Project::cloud)
                        .thenComparing(Project::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Project::id))
                .toList();
    }

    @Override
    public ServiceQuotas read(Caller caller, CloudName cloud, ProjectId project, Quota.Service service) {
        return read(caller, new About(cloud, project, service), GOOD_FOR);
    }

    @Override
    public ServiceQuotas readAnew(Caller caller, CloudName cloud, ProjectId project, Quota.Service service) {
        return read(caller, new About(cloud, project, service), AS_GOOD_AS_NOW);
    }

    @Override
    public List<ServiceQuotas> read(Caller caller, CloudName cloud, ProjectId project) {
        requireKnown(caller, cloud, project);
        var asked = Arrays.stream(Quota.Service.values())
                .map(service -> CompletableFuture.supplyAsync(
                        () -> read(new About(cloud, project, service), GOOD_FOR), THREADS))
                .toList();
        try {
            return asked.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private ServiceQuotas read(Caller caller, About about, Duration oldest) {
        requireKnown(caller, about.cloud(), about.project());
        return read(about, oldest);
    }

    private ServiceQuotas read(About about, Duration oldest) {
        return readings.get(about, this::reading).since(clock.instant().minus(oldest), () -> ask(about));
    }

    private Reading reading(About about) {
        return new Reading(
                about.service(),
                clock,
                turns.computeIfAbsent(new Door(about.cloud(), about.service()), _ -> new Semaphore(AT_ONCE, true)));
    }

    private List<Quota> ask(About about) {
        return UserRequest.call(() -> clouds.resources(about.cloud(), about.project())
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.UNAVAILABLE, "The cloud of this project does not answer"))
                .quotas(about.service()));
    }

    private void requireKnown(Caller caller, CloudName cloud, ProjectId project) {
        if (clouds.project(cloud, project).isEmpty() || !rights(caller).coverProject(cloud, project)) {
            throw new UnknownProjectException();
        }
    }

    private Rights rights(Caller caller) {
        return access.rights(access.subject(caller.userId()));
    }
}
