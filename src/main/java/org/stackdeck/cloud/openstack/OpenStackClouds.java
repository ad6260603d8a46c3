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
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.ProjectResourceReader;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.openstack.config.CloudEntryGroup;
import org.stackdeck.cloud.openstack.config.ParsedEntry;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.discovery.EntryReportFactory;
import org.stackdeck.cloud.openstack.discovery.OpenStackCloud;
import org.stackdeck.cloud.openstack.http.OpenStackProperties;

/**
 * Registry of the configured OpenStack clouds. The constructor sends no requests, so that Stackdeck starts even if
 * clouds are unreachable.
 */
public final class OpenStackClouds implements Clouds, AutoCloseable {

    private final List<ParsedEntry> parsedEntry;
    private final List<OpenStackCloud> openStackClouds;
    private final ExecutorService executor;

    OpenStackClouds(
            List<ParsedEntry> parsedEntry,
            OpenStackProperties openStackProperties,
            Clock clock,
            ExecutorService executor) {
        this.executor = executor;
        this.parsedEntry = List.copyOf(parsedEntry);
        this.openStackClouds = CloudEntryGroup.ofUsable(parsedEntry).stream()
                .map(group -> new OpenStackCloud(group, new CloudContext(openStackProperties, clock, executor)))
                .toList();
    }

    /** Cancels running requests, which then throw an exception. */
    @Override
    public void close() {
        openStackClouds.forEach(OpenStackCloud::close);
        executor.shutdownNow();
    }

    @Override
    public List<CloudName> names() {
        return openStackClouds.stream().map(OpenStackCloud::name).toList();
    }

    @Override
    public boolean isSimulated(CloudName cloud) {
        return find(cloud).map(OpenStackCloud::isSimulated).orElse(false);
    }

    @Override
    public String address(CloudName cloud) {
        return find(cloud).map(OpenStackCloud::address).orElse("");
    }

    @Override
    public List<ComputeClient> discover(CloudName cloud) {
        return find(cloud)
                .orElseThrow(() -> new CloudException(Category.NOT_FOUND, "No cloud of this name is configured"))
                .discover();
    }

    @Override
    public Optional<ComputeClient> compute(CloudName cloud, ProjectId project) {
        return find(cloud).flatMap(c -> c.compute(project));
    }

    @Override
    public Optional<ProjectResourceReader> resources(CloudName cloud, ProjectId project) {
        return find(cloud).flatMap(c -> c.resources(project));
    }

    @Override
    public List<ResourceClient> resourceClients(CloudName cloud) {
        return find(cloud).map(OpenStackCloud::resourceClients).orElse(List.of());
    }

    @Override
    public List<Project> projects() {
        return openStackClouds.stream()
                .flatMap(c -> c.projects().stream())
                .sorted(Comparator.comparing(Project::cloud)
                        .thenComparing(Project::name)
                        .thenComparing(Project::id))
                .toList();
    }

    @Override
    public List<CloudEntryReport> entryReports() {
        return parsedEntry.stream().flatMap(this::report).toList();
    }

    private Stream<CloudEntryReport> report(ParsedEntry entry) {
        return switch (entry) {
            case ParsedEntry.Invalid invalid -> Stream.of(EntryReportFactory.create(invalid));
            case ParsedEntry.Valid valid ->
                openStackClouds.stream()
                        .flatMap(c -> c.reports().stream())
                        .filter(r -> r.entry().equals(valid.name()));
        };
    }

    private Optional<OpenStackCloud> find(CloudName name) {
        return openStackClouds.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
