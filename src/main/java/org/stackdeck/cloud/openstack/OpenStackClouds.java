package org.stackdeck.cloud.openstack;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.EntryReport;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ProjectResources;

/**
 * Registry of the configured OpenStack clouds. The constructor sends no requests, so that Stackdeck starts when clouds
 * are unreachable.
 */
final class OpenStackClouds implements Clouds, AutoCloseable {

    private final List<Configured> configured;
    private final List<Cloud> clouds;
    private final ExecutorService executor;

    OpenStackClouds(List<Configured> configured, Settings settings, Clock clock, ExecutorService executor) {
        this.executor = executor;
        this.configured = List.copyOf(configured);
        this.clouds = CloudGroup.ofUsable(configured).stream()
                .map(group -> new Cloud(group, new CloudServices(settings, clock, executor)))
                .toList();
    }

    /** Cancels running requests with an exception. */
    @Override
    public void close() {
        clouds.forEach(Cloud::close);
        executor.shutdownNow();
    }

    @Override
    public List<CloudName> names() {
        return clouds.stream().map(Cloud::name).toList();
    }

    @Override
    public boolean simulated(CloudName cloud) {
        return find(cloud).map(Cloud::simulated).orElse(false);
    }

    @Override
    public String address(CloudName cloud) {
        return find(cloud).map(Cloud::address).orElse("");
    }

    @Override
    public List<Compute> discover(CloudName cloud) {
        return find(cloud)
                .orElseThrow(() -> new CloudException(Category.NOT_FOUND, "No cloud of this name is configured"))
                .discover();
    }

    @Override
    public Optional<Compute> compute(CloudName cloud, ProjectId project) {
        return find(cloud).flatMap(c -> c.compute(project));
    }

    @Override
    public Optional<ProjectResources> resources(CloudName cloud, ProjectId project) {
        return find(cloud).flatMap(c -> c.resources(project));
    }

    @Override
    public List<Project> projects() {
        return clouds.stream()
                .flatMap(c -> c.projects().stream())
                .sorted(Comparator.comparing(Project::cloud)
                        .thenComparing(Project::name)
                        .thenComparing(Project::id))
                .toList();
    }

    @Override
    public List<EntryReport> entries() {
        return configured.stream().flatMap(this::report).toList();
    }

    private Stream<EntryReport> report(Configured entry) {
        return switch (entry) {
            case Configured.Broken broken -> Stream.of(Reports.of(broken));
            case Configured.Usable usable ->
                clouds.stream()
                        .flatMap(c -> c.reports().stream())
                        .filter(r -> r.entry().equals(usable.name()));
        };
    }

    private Optional<Cloud> find(CloudName name) {
        return clouds.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
