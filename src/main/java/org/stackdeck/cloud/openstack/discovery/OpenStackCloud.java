package org.stackdeck.cloud.openstack.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.client.ServerMetricsReader;
import org.stackdeck.cloud.notifications.Broker;
import org.stackdeck.cloud.openstack.compute.NovaComputeClient;
import org.stackdeck.cloud.openstack.config.CloudEntry;
import org.stackdeck.cloud.openstack.config.CloudEntryGroup;
import org.stackdeck.cloud.openstack.config.InvalidEntryException;
import org.stackdeck.cloud.openstack.identity.ProjectCache;
import org.stackdeck.cloud.openstack.metrics.PrometheusReader;

/** One cloud with its entries and the result of the last discovery. */
public final class OpenStackCloud {

    private final CloudEntryGroup group;
    private final CloudContext context;
    private final List<EntryConnection> entries;
    private final ComputeClientFactory computeClientFactory;
    private final Map<String, EntryCapabilities> lastProjectAccess = new ConcurrentHashMap<>();
    private final ReentrantLock discoveryLock = new ReentrantLock();
    private volatile DiscoveredState discovered;

    public OpenStackCloud(CloudEntryGroup group, CloudContext context) {
        this.group = group;
        this.context = context;
        var projectCache = new ProjectCache(group.name(), context.clock());
        this.entries = group.entries().stream()
                .map(e -> new EntryConnection(e, group.region(), context, projectCache))
                .toList();
        this.computeClientFactory = new ComputeClientFactory(group.name(), context, projectCache);
        this.discovered = new DiscoveredState(
                Map.of(),
                null,
                List.of(),
                entries.stream()
                        .map(e -> EntryReportFactory.notDiscovered(group, e.entry()))
                        .toList());
    }

    private record DiscoveredState(
            Map<ProjectId, NovaComputeClient> computes,
            @Nullable NovaComputeClient allProjectsCompute,
            List<ResourceClient> resourceClients,
            List<CloudEntryReport> reports) {}

    /** Returns whether the cloud has the same name, the same region and the same entry objects. */
    @SuppressWarnings("ReferenceEquality")
    public boolean consistsOf(CloudEntryGroup other) {
        List<CloudEntry> own = group.entries();
        return group.name().equals(other.name())
                && Objects.equals(group.region(), other.region())
                && own.size() == other.entries().size()
                && IntStream.range(0, own.size())
                        .allMatch(i -> own.get(i) == other.entries().get(i));
    }

    public List<Broker> brokers() {
        return group.brokers();
    }

    public Optional<ServerMetricsReader> metrics() {
        // The transport is created only when a request is sent, because its creation reads files that may be missing.
        return group.prometheus()
                .map(prometheus -> (server, period, now) -> new PrometheusReader(
                                prometheus,
                                context.transport(
                                        PrometheusReader.SERVICE, prometheus.tls(), PrometheusReader.READ_TIMEOUT),
                                context.errorMapper())
                        .load(server, period, now));
    }

    public void close() {
        context.close();
    }

    public CloudName name() {
        return group.name();
    }

    public String address() {
        return group.address();
    }

    public boolean isSimulated() {
        return group.entries().stream().allMatch(CloudEntry::simulated);
    }

    public List<CloudEntryReport> reports() {
        return discovered.reports();
    }

    public List<Project> projects() {
        return reports().stream().flatMap(r -> r.projects().stream()).toList();
    }

    public Optional<ComputeClient> compute(ProjectId project) {
        return findCompute(project).map(novaComputeClient -> novaComputeClient);
    }

    public List<ResourceClient> resourceClients() {
        return discovered.resourceClients();
    }

    public Optional<SelectableResourceReader> resources(ProjectId project) {
        return findCompute(project).map(novaComputeClient -> novaComputeClient.resources(project));
    }

    private Optional<NovaComputeClient> findCompute(ProjectId project) {
        DiscoveredState now = discovered;
        NovaComputeClient own = now.computes().get(project);
        return Optional.ofNullable(own != null ? own : now.allProjectsCompute());
    }

    /** @throws CloudException the failure of the first entry if no entry works */
    public List<ComputeClient> discover() {
        discoveryLock.lock();
        try {
            List<EntryDiscoveryResult> entryDiscoveryResults = discoverAll();
            ProjectEntryMapping projectEntryMapping = ProjectEntryMapping.of(entryDiscoveryResults);
            List<NovaComputeClient> found = computeClientFactory.computesFor(projectEntryMapping.assignments());
            discovered = new DiscoveredState(
                    computesByProject(found),
                    allProjectsCompute(found),
                    found.stream().map(NovaComputeClient::resourceClient).toList(),
                    EntryReportFactory.create(group, entryDiscoveryResults, projectEntryMapping));
            if (entryDiscoveryResults.stream().allMatch(o -> o.failure() != null)) {
                throw Objects.requireNonNull(entryDiscoveryResults.getFirst().failure());
            }
            return List.copyOf(found);
        } finally {
            discoveryLock.unlock();
        }
    }

    private List<EntryDiscoveryResult> discoverAll() {
        var running = entries.stream()
                .map(e -> CompletableFuture.supplyAsync(() -> discoverEntry(e), context.executor()))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private EntryDiscoveryResult discoverEntry(EntryConnection entry) {
        String name = entry.entry().name();
        try {
            EntryCapabilities entryCapabilities = entry.discover();
            lastProjectAccess.put(name, entryCapabilities);
            return EntryDiscoveryResult.succeeded(entry, entryCapabilities);
        } catch (InvalidEntryException e) {
            lastProjectAccess.remove(name);
            return EntryDiscoveryResult.failed(
                    entry,
                    null,
                    e.remark(),
                    new CloudException(Category.UNAVAILABLE, e.remark().text()));
        } catch (CloudException e) {
            if (e.category() == Category.UNAUTHENTICATED) {
                lastProjectAccess.remove(name);
            }
            // If a service is temporarily unavailable, the entry keeps the projects to which it had access.
            return EntryDiscoveryResult.failed(
                    entry, lastProjectAccess.get(name), EntryReportFactory.problemOf(entry.entry(), e), e);
        }
    }

    private static Map<ProjectId, NovaComputeClient> computesByProject(List<NovaComputeClient> computes) {
        Map<ProjectId, NovaComputeClient> served = new LinkedHashMap<>();
        computes.forEach(c -> c.scope().projects().forEach(p -> served.putIfAbsent(p.id(), c)));
        return Map.copyOf(served);
    }

    private static @Nullable NovaComputeClient allProjectsCompute(List<NovaComputeClient> computes) {
        return computes.stream()
                .filter(c -> c.scope().allProjects())
                .findFirst()
                .orElse(null);
    }
}
