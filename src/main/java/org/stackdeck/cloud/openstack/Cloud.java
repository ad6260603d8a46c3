package org.stackdeck.cloud.openstack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.EntryReport;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ProjectResources;

/** One cloud with its entries and the result of the last discovery. */
final class Cloud {

    private final CloudGroup group;
    private final CloudServices services;
    private final List<EntryConnection> entries;
    private final Computes computes;
    private final Map<String, Reached> lastReached = new ConcurrentHashMap<>();
    private final ReentrantLock discovering = new ReentrantLock();
    private volatile Known known;

    Cloud(CloudGroup group, CloudServices services) {
        this.group = group;
        this.services = services;
        var directory = new ProjectDirectory(group.name(), services.clock());
        this.entries = group.entries().stream()
                .map(e -> new EntryConnection(e, group.region(), services, directory))
                .toList();
        this.computes = new Computes(group.name(), services, directory);
        this.known = new Known(
                Map.of(),
                null,
                entries.stream().map(e -> Reports.unknown(group, e.entry())).toList());
    }

    private record Known(
            Map<ProjectId, NovaCompute> served, @Nullable NovaCompute all, List<EntryReport> reports) {}

    void close() {
        services.close();
    }

    CloudName name() {
        return group.name();
    }

    String address() {
        return group.address();
    }

    boolean simulated() {
        return group.entries().stream().allMatch(Entry::simulated);
    }

    List<EntryReport> reports() {
        return known.reports();
    }

    List<Project> projects() {
        return reports().stream().flatMap(r -> r.projects().stream()).toList();
    }

    Optional<Compute> compute(ProjectId project) {
        return way(project).map(way -> way);
    }

    Optional<ProjectResources> resources(ProjectId project) {
        return way(project).map(way -> way.resources(project));
    }

    private Optional<NovaCompute> way(ProjectId project) {
        Known now = known;
        NovaCompute own = now.served().get(project);
        return Optional.ofNullable(own != null ? own : now.all());
    }

    /** @throws CloudException the failure of the first entry if no entry works */
    List<Compute> discover() {
        discovering.lock();
        try {
            List<Outcome> outcomes = outcomes();
            Allocation allocation = Allocation.of(outcomes);
            List<NovaCompute> found = allocation.shares().stream()
                    .flatMap(share -> computes.of(share).stream())
                    .toList();
            computes.keep(found);
            known = new Known(served(found), all(found), Reports.of(group, outcomes, allocation));
            if (outcomes.stream().allMatch(o -> o.failure() != null)) {
                throw failure(outcomes.getFirst());
            }
            return List.copyOf(found);
        } finally {
            discovering.unlock();
        }
    }

    private static CloudException failure(Outcome outcome) {
        return outcome.failure() != null
                ? outcome.failure()
                : new CloudException(Category.UNAVAILABLE, "No entry of this cloud can be used");
    }

    private List<Outcome> outcomes() {
        var running = entries.stream()
                .map(e -> CompletableFuture.supplyAsync(() -> outcome(e), services.executor()))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private Outcome outcome(EntryConnection entry) {
        String name = entry.entry().name();
        try {
            Reached reached = entry.look();
            lastReached.put(name, reached);
            return Outcome.reached(entry, reached);
        } catch (BrokenEntryException e) {
            lastReached.remove(name);
            return Outcome.failed(
                    entry,
                    null,
                    e.remark(),
                    new CloudException(Category.UNAVAILABLE, e.remark().text()));
        } catch (CloudException e) {
            if (e.category() == Category.UNAUTHENTICATED) {
                lastReached.remove(name);
            }
            // A temporarily unavailable service does not remove projects that its entry served before.
            return Outcome.failed(entry, lastReached.get(name), Reports.problem(entry.entry(), e), e);
        }
    }

    private static Map<ProjectId, NovaCompute> served(List<NovaCompute> computes) {
        Map<ProjectId, NovaCompute> served = new LinkedHashMap<>();
        var inOrder = new ArrayList<>(computes);
        inOrder.forEach(c -> c.scope().projects().forEach(p -> served.putIfAbsent(p.id(), c)));
        return Map.copyOf(served);
    }

    private static @Nullable NovaCompute all(List<NovaCompute> computes) {
        return computes.stream()
                .filter(c -> c.scope().allProjects())
                .findFirst()
                .orElse(null);
    }
}
