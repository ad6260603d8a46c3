package org.stackdeck.inventory.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.platform.Subscription;

/** Resources in memory, filtered by the real permission rules. Delivers changes on the calling thread. */
public class FakeResourceInventory implements ResourceInventory {

    private static final Freshness LIVE = freshness(true);

    private final AccessDecisionService accessDecisionService;
    private final Function<ServerKey, Optional<Server>> servers;
    private final Map<ResourceKind, List<CloudResource>> resources = new ConcurrentHashMap<>();
    private volatile Runnable duringLoad = () -> {};
    private volatile boolean complete = true;
    private volatile Freshness.@Nullable Problem problem;
    private final Set<ResourceKind> expired = ConcurrentHashMap.newKeySet();
    private final AtomicInteger loads = new AtomicInteger();
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

    private record Viewer(ResourceKind kind, UserId user, Consumer<VisibleResources> receiver) {}

    public FakeResourceInventory(AccessDecisionService accessDecisionService) {
        this(accessDecisionService, _ -> Optional.empty());
    }

    /** @param servers finds the servers whose resources viewers follow */
    public FakeResourceInventory(
            AccessDecisionService accessDecisionService, Function<ServerKey, Optional<Server>> servers) {
        this.accessDecisionService = accessDecisionService;
        this.servers = servers;
    }

    private static Freshness freshness(boolean complete) {
        return new Freshness(
                Freshness.State.LIVE,
                Instant.EPOCH,
                Duration.ofSeconds(15),
                null,
                null,
                complete,
                Freshness.Source.LIST);
    }

    /** Replaces the resources of the kind and notifies subscribers. */
    public void set(ResourceKind kind, CloudResource... present) {
        setUnnoticed(kind, present);
        recheck();
    }

    /** Replaces the resources of the kind. Subscribers do not receive them yet. */
    public void setUnnoticed(ResourceKind kind, CloudResource... present) {
        resources.put(kind, List.of(present));
    }

    /** Sets whether the freshness reports complete lists. */
    public void setComplete(boolean complete) {
        this.complete = complete;
    }

    /**
     * Sets why the lists of the resources of servers are outdated, or missing if they are not complete; null if they
     * are not.
     */
    public void setProblem(Freshness.@Nullable Problem current) {
        problem = current;
        recheck();
    }

    /** Returns all resources of the kind, whether visible or not. */
    protected List<CloudResource> present(ResourceKind kind) {
        return resources.getOrDefault(kind, List.of());
    }

    /** Returns the kinds whose lists were marked as outdated. */
    public Set<ResourceKind> expired() {
        return Set.copyOf(expired);
    }

    public int loads() {
        return loads.get();
    }

    /** Sets a task that runs during each load, after the viewer's permissions were read. */
    public void duringLoad(Runnable what) {
        duringLoad = what;
    }

    /** Delivers the current resources to all subscribers, even if nothing has changed. */
    public void recheck() {
        viewers.forEach(viewer -> viewer.receiver().accept(load(viewer.kind(), viewer.user())));
    }

    @Override
    public boolean isOffered(ResourceKind kind) {
        return true;
    }

    @Override
    public Subscription subscribe(ResourceKind kind, UserId viewer, Consumer<VisibleResources> receiver) {
        Viewer added = new Viewer(kind, viewer, receiver);
        viewers.add(added);
        receiver.accept(load(kind, viewer));
        return () -> viewers.remove(added);
    }

    @Override
    public Subscription subscribeToAttached(
            ServerKey server, Set<ResourceKind> kinds, UserId viewer, Consumer<AttachedResources> receiver) {
        Runnable deliver = () -> servers.apply(server)
                .filter(found -> accessDecisionService
                        .permissions(accessDecisionService.loadSubject(viewer))
                        .isVisible(ServerAttributes.of(found)))
                .ifPresent(found -> receiver.accept(attached(found, kinds)));
        Set<Viewer> added = kinds.stream()
                .map(kind -> new Viewer(kind, viewer, _ -> deliver.run()))
                .collect(Collectors.toSet());
        viewers.addAll(added);
        deliver.run();
        return () -> viewers.removeAll(added);
    }

    @Override
    public Subscription subscribeToIndex(
            Set<ResourceKind> kinds, UserId viewer, Consumer<AttachedResourceIndex> receiver) {
        Set<Viewer> added = AttachedByServer.listsFor(kinds).stream()
                .map(kind -> new Viewer(kind, viewer, _ -> receiver.accept(index(kinds))))
                .collect(Collectors.toSet());
        viewers.addAll(added);
        receiver.accept(index(kinds));
        return () -> viewers.removeAll(added);
    }

    @Override
    public AttachedResourceIndex index(Set<ResourceKind> kinds) {
        return new AttachedResourceIndex(kinds.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        kind -> Map.of(
                                ServerBuilder.CLOUD,
                                AttachedByServer.of(kind, states(AttachedByServer.listsFor(kind)), null)))));
    }

    @Override
    public AttachedResources loadAttached(Server server, Set<ResourceKind> kinds) {
        duringLoad.run();
        return attached(server, kinds);
    }

    private AttachedResources attached(Server server, Set<ResourceKind> kinds) {
        return AttachedResources.of(server, states(kinds), Instant.EPOCH);
    }

    private Map<ResourceKind, ResourceListState> states(Set<ResourceKind> kinds) {
        Freshness freshness = problem == null
                ? LIVE
                : new Freshness(
                        Freshness.State.STALE,
                        Instant.EPOCH,
                        Duration.ofSeconds(15),
                        null,
                        problem,
                        complete,
                        Freshness.Source.LIST);
        ResourceListState.ScopeKey scope = new ResourceListState.ScopeKey("all", Set.of());
        return kinds.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        kind -> ResourceListState.unloaded(freshness)
                                .withLists(Map.of(scope, present(kind)), Map.of(scope, freshness))));
    }

    @Override
    public Optional<CloudResource> findKnown(ResourceKey key) {
        return present(key.kind()).stream()
                .filter(resource -> resource.key().equals(key))
                .findFirst();
    }

    /** Returns the resource if the lists are complete. */
    @Override
    public Optional<CloudResource> findConfirmed(ResourceKey key, Duration maxAge) {
        return complete ? findKnown(key) : Optional.empty();
    }

    @Override
    public void replace(ResourceKey key, @Nullable CloudResource current) {
        recheck();
    }

    @Override
    public void expire(CloudName cloud, ResourceKind kind) {
        expired.add(kind);
        recheck();
    }

    @Override
    public void replaceAll(Collection<CloudResource> current) {
        recheck();
    }

    @Override
    public VisibleResources load(ResourceKind kind, UserId viewer, Predicate<CloudName> selected) {
        loads.incrementAndGet();
        EffectivePermissions permissions = accessDecisionService.permissions(viewer);
        duringLoad.run();
        return new VisibleResources(
                present(kind).stream()
                        .filter(resource -> selected.test(resource.cloud()))
                        .flatMap(resource -> permissions.view(resource).stream())
                        .collect(Collectors.toList()),
                Map.of(ServerBuilder.CLOUD, freshness(complete)));
    }

    @Override
    public Map<ResourceKind, VisibleResources> loadAll(
            Set<ResourceKind> kinds, UserId viewer, Predicate<CloudName> selected) {
        return kinds.stream().collect(Collectors.toMap(Function.identity(), kind -> load(kind, viewer, selected)));
    }
}
