package org.stackdeck.cloud.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.AssignedAddress;
import org.stackdeck.cloud.server.ServerBuilder;

/** Clouds in memory, with one {@link FakeCompute} for each scope. */
public class FakeClouds implements Clouds {

    private final Map<CloudName, List<FakeCompute>> scopes = new LinkedHashMap<>();
    private final Map<CloudName, Supplier<? extends RuntimeException>> broken = new LinkedHashMap<>();
    private final FakeSelectableResourceReader resources = new FakeSelectableResourceReader();
    private @Nullable String entryProblem;
    private final String address = "fake " + UUID.randomUUID();
    private final Map<CloudName, List<CloudResource>> otherResources = new LinkedHashMap<>();
    private final List<String> performedActions = new ArrayList<>();
    private Runnable beforeAction = () -> {};
    private Runnable duringAction = () -> {};
    private @Nullable Supplier<? extends RuntimeException> actionFailure;
    private final Set<ResourceKind> missing = ConcurrentHashMap.newKeySet();
    private final Set<ProjectId> withoutRole = ConcurrentHashMap.newKeySet();
    private final List<ResourceClient> moreClients = new ArrayList<>();
    private boolean hasResourceClients = true;
    private int discoveries;
    private Runnable duringList = () -> {};
    private int lists;
    private int finds;
    private int addressRequests;
    private Map<ServerId, Set<AssignedAddress>> addresses = Map.of();

    public FakeClouds(FakeCompute... computes) {
        for (FakeCompute compute : computes) {
            add(compute);
        }
    }

    public synchronized void add(FakeCompute compute) {
        scopes.computeIfAbsent(compute.scope().cloud(), cloud -> new ArrayList<>())
                .add(compute);
    }

    public synchronized void remove(FakeCompute compute) {
        scopes.values().forEach(computes -> computes.remove(compute));
    }

    /** Removes the cloud with all its scopes. */
    public synchronized void removeCloud(CloudName cloud) {
        scopes.remove(cloud);
    }

    /** Makes the discovery of the cloud and the lists of its resources and addresses fail until {@link #recover}. */
    public synchronized void failDiscovery(CloudName cloud, Supplier<? extends RuntimeException> how) {
        scopes.computeIfAbsent(cloud, name -> new ArrayList<>());
        broken.put(cloud, how);
    }

    public synchronized void recover(CloudName cloud) {
        broken.remove(cloud);
    }

    /** Sets the problem that each entry reports; null for none. */
    public synchronized void entryProblem(@Nullable String problem) {
        entryProblem = problem;
    }

    public synchronized int discoveries() {
        return discoveries;
    }

    @Override
    public synchronized List<CloudName> names() {
        return scopes.keySet().stream().sorted().toList();
    }

    /** Returns how often a resource was requested by its ID. */
    public synchronized int findCount() {
        return finds;
    }

    /** Returns how often the addresses of servers were requested. */
    public synchronized int addressRequests() {
        return addressRequests;
    }

    /** Sets the fixed addresses that Neutron has assigned to servers. */
    public void setServerAddresses(Map<ServerId, Set<String>> assigned) {
        setAssignedAddresses(assigned.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(ip -> new AssignedAddress(ip, null, ServerBuilder.STAFF.id()))
                                .collect(Collectors.toSet()))));
    }

    public synchronized void setAssignedAddresses(Map<ServerId, Set<AssignedAddress>> assigned) {
        addresses = Map.copyOf(assigned);
    }

    /** Sets the resources of the cloud. One client returns them for all projects. */
    public synchronized void setResources(CloudName cloud, List<CloudResource> present) {
        otherResources.put(cloud, List.copyOf(present));
    }

    /** Removes the clients of all clouds, as a discovery does whose credential the cloud rejects. */
    public synchronized void removeResourceClients() {
        hasResourceClients = false;
    }

    @Override
    public synchronized List<ResourceClient> resourceClients(CloudName cloud) {
        if (!hasResourceClients) {
            return List.of();
        }
        List<ResourceClient> all = new ArrayList<>(List.of(new FakeResourceClient(cloud)));
        all.addAll(moreClients);
        return all;
    }

    private final class FakeResourceClient implements ResourceClient {

        private final CloudName cloud;

        private FakeResourceClient(CloudName cloud) {
            this.cloud = cloud;
        }

        @Override
        public PollingScope scope() {
            return new PollingScope(cloud, cloud.value(), true, List.of());
        }

        @Override
        public boolean covers(ProjectId project) {
            return true;
        }

        @Override
        public List<CloudResource> list(ResourceKind kind) {
            Runnable task;
            synchronized (FakeClouds.this) {
                lists++;
                task = duringList;
            }
            task.run();
            synchronized (FakeClouds.this) {
                Supplier<? extends RuntimeException> failure = broken.get(cloud);
                if (failure != null) {
                    throw failure.get();
                }
                return otherResources.getOrDefault(cloud, List.of()).stream()
                        .filter(resource -> resource.kind() == kind)
                        .toList();
            }
        }

        @Override
        public List<CloudResource> snapshotsOf(ResourceKey volume, ProjectId project) {
            return list(ResourceKind.VOLUME_SNAPSHOT).stream()
                    .filter(snapshot ->
                            snapshot.text("volume").filter(volume.id()::equals).isPresent())
                    .toList();
        }

        @Override
        public Map<ServerId, Set<AssignedAddress>> serverAddresses(Set<ServerId> servers) {
            synchronized (FakeClouds.this) {
                addressRequests++;
                Supplier<? extends RuntimeException> failure = broken.get(cloud);
                if (failure != null) {
                    throw failure.get();
                }
                return servers.isEmpty()
                        ? addresses
                        : servers.stream()
                                .filter(addresses::containsKey)
                                .collect(Collectors.toMap(server -> server, addresses::get));
            }
        }

        @Override
        public Optional<CloudResource> find(ResourceKind kind, String id) {
            return read(kind, id).map(FakeResourceClient::withoutMembers);
        }

        @Override
        public Optional<CloudResource> findWithMembers(String image) {
            return read(ResourceKind.IMAGE, image);
        }

        private static CloudResource withoutMembers(CloudResource resource) {
            Map<String, Object> values = new HashMap<>(resource.values());
            values.remove(CloudResource.MEMBERS);
            return withValues(resource, values);
        }

        private static CloudResource withValues(CloudResource resource, Map<String, Object> values) {
            return new CloudResource(
                    resource.kind(),
                    resource.cloud(),
                    resource.id(),
                    resource.project(),
                    resource.name(),
                    resource.published(),
                    resource.sharedWith(),
                    values);
        }

        private Optional<CloudResource> read(ResourceKind kind, String id) {
            synchronized (FakeClouds.this) {
                finds++;
            }
            return list(kind).stream()
                    .filter(resource -> resource.id().equals(id))
                    .findFirst();
        }

        @Override
        public Optional<String> perform(String id, ActionRequest actionRequest) {
            return perform(id, actionRequest.toString());
        }

        /** Makes a volume that awaits a transfer available. */
        @Override
        public void undoTransfer(String volume, ProjectId target) {
            var _ = perform(volume, "undo-transfer(" + target + ")");
            CloudResource awaiting = read(ResourceKind.VOLUME, volume)
                    .filter(found -> found.status().equals("awaiting-transfer"))
                    .orElseThrow(() -> new CloudException(CloudException.Category.NOT_FOUND, "no transfer"));
            Map<String, Object> values = new HashMap<>(awaiting.values());
            values.put("status", "available");
            setResources(
                    cloud,
                    list(ResourceKind.VOLUME).stream()
                            .map(found -> found.equals(awaiting) ? withValues(found, values) : found)
                            .toList());
        }

        private Optional<String> perform(String id, String request) {
            synchronized (FakeClouds.this) {
                beforeAction.run();
                ChangeCondition.require();
                Supplier<? extends RuntimeException> failure = actionFailure;
                if (failure != null) {
                    throw failure.get();
                }
                performedActions.add(id + " " + request);
                duringAction.run();
                return Optional.of("req-" + performedActions.size());
            }
        }

        @Override
        public boolean offers(ResourceKind kind) {
            return !missing.contains(kind);
        }

        @Override
        public boolean canCreateIn(ProjectId project) {
            return !withoutRole.contains(project);
        }

        @Override
        public CreatedResource create(ProjectId project, ActionRequest actionRequest) {
            String request = perform(project.value(), actionRequest).orElseThrow();
            return new CreatedResource("created-" + request, Optional.of(request));
        }

        @Override
        public Optional<String> uploadImage(ProjectId project, String id, InputStream data, long length) {
            try {
                byte[] received = data.readAllBytes();
                return perform(id, received.length + " of " + length + " bytes");
            } catch (IOException e) {
                throw new CloudException(CloudException.Category.FAILED, "The data was not received completely");
            }
        }
    }

    /** Sets the only kind that the clouds do not offer; null if they offer all kinds. */
    public synchronized void setMissing(@Nullable ResourceKind kind) {
        missing.clear();
        if (kind != null) {
            missing.add(kind);
        }
    }

    /** Removes the credential's role in the project, so that the credential cannot create resources there. */
    public synchronized void removeRole(ProjectId project) {
        withoutRole.add(project);
    }

    /** Adds a client for another scope to each cloud. */
    public synchronized void add(ResourceClient client) {
        moreClients.add(client);
    }

    /** Sets the exception that actions on resources, creations and uploads throw; null for none. */
    public synchronized void failActions(@Nullable Supplier<? extends RuntimeException> how) {
        actionFailure = how;
    }

    /** Sets a task that runs before each action, creation or upload, while the request waits for its permit. */
    public synchronized void beforeAction(Runnable what) {
        beforeAction = what;
    }

    /** Sets a task that runs after each action, creation or upload is recorded and before its response. */
    public synchronized void duringAction(Runnable what) {
        duringAction = what;
    }

    /**
     * Returns the actions, creations and uploads in order. Each consists of an ID and the request; the ID of a creation
     * is that of the project.
     */
    public synchronized List<String> performedActions() {
        return List.copyOf(performedActions);
    }

    /** Sets a task that runs within each request for a list or for one resource. */
    public synchronized void duringList(Runnable task) {
        duringList = task;
    }

    /** Returns how often a list of resources was requested, including requests for one resource. */
    public synchronized int lists() {
        return lists;
    }

    @Override
    public boolean isSimulated(CloudName cloud) {
        return false;
    }

    @Override
    public synchronized String address(CloudName cloud) {
        return address;
    }

    @Override
    public synchronized List<ComputeClient> discover(CloudName cloud) {
        discoveries++;
        Supplier<? extends RuntimeException> failure = broken.get(cloud);
        if (failure != null) {
            throw failure.get();
        }
        return List.copyOf(scopes.getOrDefault(cloud, List.of()));
    }

    @Override
    public synchronized Optional<ComputeClient> compute(CloudName cloud, ProjectId project) {
        return scopes.getOrDefault(cloud, List.of()).stream()
                .filter(c -> c.scope().projects().stream().anyMatch(p -> p.id().equals(project)))
                .<ComputeClient>map(c -> c)
                .findFirst();
    }

    /** Returns the resources, which are the same for all projects. */
    public FakeSelectableResourceReader resources() {
        return resources;
    }

    @Override
    public Optional<SelectableResourceReader> resources(CloudName cloud, ProjectId project) {
        return compute(cloud, project).map(_ -> resources);
    }

    @Override
    public synchronized List<Project> projects() {
        return scopes.values().stream()
                .flatMap(List::stream)
                .flatMap(c -> c.scope().projects().stream())
                .distinct()
                .toList();
    }

    @Override
    public synchronized List<CloudEntryReport> entryReports() {
        return names().stream()
                .map(cloud -> new CloudEntryReport(
                        "entry",
                        "clouds.yaml",
                        cloud,
                        "RegionOne",
                        "password",
                        projects(),
                        Set.of("member"),
                        false,
                        null,
                        entryProblem,
                        "2.95",
                        List.of()))
                .toList();
    }
}
