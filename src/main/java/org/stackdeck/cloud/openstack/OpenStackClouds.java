package org.stackdeck.cloud.openstack;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.client.ServerMetricsReader;
import org.stackdeck.cloud.connection.PlannedCloud;
import org.stackdeck.cloud.notifications.Broker;
import org.stackdeck.cloud.notifications.CloudBrokers;
import org.stackdeck.cloud.openstack.config.CloudEntry;
import org.stackdeck.cloud.openstack.config.CloudEntryGroup;
import org.stackdeck.cloud.openstack.config.ParsedEntry;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.discovery.EntryReportFactory;
import org.stackdeck.cloud.openstack.discovery.OpenStackCloud;
import org.stackdeck.cloud.openstack.http.CloudMetrics;
import org.stackdeck.cloud.openstack.http.OpenStackProperties;

/**
 * Registry of the OpenStack clouds: those configured in files and environment variables, and those connected later.
 * Sends no requests until a cloud is discovered, so that Stackdeck starts even if clouds are unreachable.
 */
public final class OpenStackClouds implements Clouds, CloudBrokers, AutoCloseable {

    private final List<ParsedEntry> fixedEntries;
    private final OpenStackProperties openStackProperties;
    private final Clock clock;
    private final ExecutorService executor;
    private final CloudMetrics metrics;
    private volatile State state = new State(List.of(), List.of());

    /** The entries, and the clouds that the valid ones form. */
    private record State(List<ParsedEntry> entries, List<OpenStackCloud> clouds) {}

    /** @param fixedEntries the entries that do not change while Stackdeck is running */
    OpenStackClouds(
            List<ParsedEntry> fixedEntries,
            OpenStackProperties openStackProperties,
            Clock clock,
            ExecutorService executor,
            CloudMetrics metrics) {
        this.fixedEntries = List.copyOf(fixedEntries);
        this.openStackProperties = openStackProperties;
        this.clock = clock;
        this.executor = executor;
        this.metrics = metrics;
        Set<CloudName> _ = setAdditionalEntries(List.of());
    }

    /**
     * Replaces the entries that follow the fixed ones. Clouds whose entries are the same objects keep their
     * connections. Cancels requests to the other former clouds.
     *
     * @return the names of the clouds that were added, changed or removed
     */
    synchronized Set<CloudName> setAdditionalEntries(List<ParsedEntry> additional) {
        List<ParsedEntry> entries =
                Stream.concat(fixedEntries.stream(), additional.stream()).toList();
        List<OpenStackCloud> before = state.clouds();
        List<OpenStackCloud> clouds = CloudEntryGroup.ofUsable(entries).stream()
                .map(group -> before.stream()
                        .filter(cloud -> cloud.consistsOf(group))
                        .findFirst()
                        .orElseGet(() -> new OpenStackCloud(
                                group, new CloudContext(group.name(), openStackProperties, clock, executor, metrics))))
                .toList();
        state = new State(entries, clouds);
        List<OpenStackCloud> closed =
                before.stream().filter(cloud -> !clouds.contains(cloud)).toList();
        closed.forEach(OpenStackCloud::close);
        return Stream.concat(closed.stream(), clouds.stream().filter(cloud -> !before.contains(cloud)))
                .map(OpenStackCloud::name)
                .collect(Collectors.toSet());
    }

    /** Returns the clouds that these entries and the fixed ones would form. */
    List<PlannedCloud> plan(List<ParsedEntry> additional) {
        return CloudEntryGroup.ofUsable(Stream.concat(fixedEntries.stream(), additional.stream())
                        .toList())
                .stream()
                .map(group -> new PlannedCloud(
                        group.name(),
                        group.address(),
                        group.entries().stream().map(CloudEntry::name).toList()))
                .toList();
    }

    /** Cancels running requests, which then throw an exception. */
    @Override
    public void close() {
        state.clouds().forEach(OpenStackCloud::close);
        executor.shutdownNow();
    }

    @Override
    public Map<CloudName, List<Broker>> byCloud() {
        return state.clouds().stream()
                .filter(cloud -> !cloud.brokers().isEmpty())
                .collect(Collectors.toMap(OpenStackCloud::name, OpenStackCloud::brokers));
    }

    @Override
    public List<CloudName> names() {
        return state.clouds().stream().map(OpenStackCloud::name).toList();
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
                .orElseThrow(() -> new CloudException(Category.NOT_FOUND, "No cloud with this name is connected"))
                .discover();
    }

    @Override
    public Optional<ComputeClient> compute(CloudName cloud, ProjectId project) {
        return find(cloud).flatMap(c -> c.compute(project));
    }

    @Override
    public Optional<SelectableResourceReader> resources(CloudName cloud, ProjectId project) {
        return find(cloud).flatMap(c -> c.resources(project));
    }

    @Override
    public List<ResourceClient> resourceClients(CloudName cloud) {
        return find(cloud).map(OpenStackCloud::resourceClients).orElse(List.of());
    }

    @Override
    public Optional<ServerMetricsReader> metrics(CloudName cloud) {
        return find(cloud).flatMap(OpenStackCloud::metrics);
    }

    @Override
    public List<Project> projects() {
        return state.clouds().stream()
                .flatMap(c -> c.projects().stream())
                .sorted(Comparator.comparing(Project::cloud)
                        .thenComparing(Project::name)
                        .thenComparing(Project::id))
                .toList();
    }

    @Override
    public List<CloudEntryReport> entryReports() {
        State now = state;
        return now.entries().stream().flatMap(entry -> report(entry, now)).toList();
    }

    private static Stream<CloudEntryReport> report(ParsedEntry entry, State now) {
        return switch (entry) {
            case ParsedEntry.Invalid invalid -> Stream.of(EntryReportFactory.create(invalid));
            case ParsedEntry.Valid valid ->
                now.clouds().stream()
                        .flatMap(c -> c.reports().stream())
                        .filter(r -> r.entry().equals(valid.name()));
        };
    }

    private Optional<OpenStackCloud> find(CloudName name) {
        return state.clouds().stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
