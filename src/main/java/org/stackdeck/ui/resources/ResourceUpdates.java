package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.inventory.resource.VisibleResources;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.detail.ImageMemberQueryService;
import org.stackdeck.operations.detail.ImageMemberQueryService.ImageMember;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.resources.ResourceValueFormatter.Reference;
import org.stackdeck.ui.servers.live.FreshnessBadge;
import org.stackdeck.ui.servers.live.FreshnessBadgeFactory;

/** Delivers the visible resources of a kind, and the names of the resources to which they refer, to pages. */
@Component
public class ResourceUpdates {

    private final ResourceInventory resourceInventory;
    private final Inventory inventory;
    private final OperationService operationService;
    private final CurrentUser currentUser;
    private final UiPush uiPush;
    private final FreshnessBadgeFactory freshnessBadges;
    private final ImageMemberQueryService imageMemberQueryService;
    private final Clouds clouds;

    ResourceUpdates(
            ResourceInventory resourceInventory,
            Inventory inventory,
            OperationService operationService,
            CurrentUser currentUser,
            UiPush uiPush,
            FreshnessBadgeFactory freshnessBadges,
            ImageMemberQueryService imageMemberQueryService,
            Clouds clouds) {
        this.imageMemberQueryService = imageMemberQueryService;
        this.resourceInventory = resourceInventory;
        this.inventory = inventory;
        this.operationService = operationService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.freshnessBadges = freshnessBadges;
        this.clouds = clouds;
    }

    /** Returns whether a cloud offers resources of the kind; true if this is unknown. */
    public boolean isOffered(ResourceKind kind) {
        return resourceInventory.isOffered(kind);
    }

    public FreshnessBadge freshnessBadge(Messages messages) {
        return freshnessBadges.create(messages);
    }

    /**
     * Visible resources of the kinds that a page shows.
     *
     * @param byKind resources of the kinds that have been received so far
     */
    public record ResourcePageData(Map<ResourceKind, VisibleResources> byKind) {

        public static final ResourcePageData NONE = new ResourcePageData(Map.of());

        /** Returns whether all resources are equal. Their freshness may differ. */
        public boolean hasSameResources(ResourcePageData other) {
            return byKind.keySet().equals(other.byKind.keySet())
                    && byKind.keySet().stream()
                            .allMatch(kind ->
                                    of(kind).resources().equals(other.of(kind).resources()));
        }

        public VisibleResources of(ResourceKind kind) {
            return byKind.getOrDefault(kind, VisibleResources.NONE);
        }

        /** Returns the freshness of each cloud, which is that of its least fresh kind. */
        public Map<CloudName, Freshness> freshness() {
            return Freshness.worst(byKind.values().stream().map(VisibleResources::freshness));
        }

        private ResourcePageData with(ResourcePageData later) {
            Map<ResourceKind, VisibleResources> both = new HashMap<>(byKind);
            both.putAll(later.byKind);
            return new ResourcePageData(both);
        }
    }

    /**
     * Subscribes the attached page to the kinds until the page is detached. Delivers no changes while the page is
     * hidden.
     *
     * @param receiver receives all data that has been received so far, after each change of the data or of the
     * permissions
     */
    public void subscribe(
            AttachEvent attached,
            Set<ResourceKind> kinds,
            ViewerPermissions viewer,
            Consumer<ResourcePageData> receiver) {
        AtomicReference<ResourcePageData> received = new AtomicReference<>(ResourcePageData.NONE);
        Consumer<ResourcePageData> push = uiPush.merging(
                attached.getUI(),
                attached.getSource(),
                ResourcePageData::with,
                update -> receiver.accept(received.updateAndGet(before -> before.with(update))));
        // The permissions determine which names a page may show, and can change after the resources have arrived.
        uiPush.onChange(attached, viewer::onChange, () -> receiver.accept(received.get()));
        subscribeWhileVisible(
                attached,
                () -> kinds.stream()
                        .map(one -> resourceInventory.subscribe(
                                one, viewer.id(), visible -> push.accept(new ResourcePageData(Map.of(one, visible)))))
                        .toList());
    }

    /**
     * Delivers the latest data of a subscription to the attached component until it is detached. Delivers nothing while
     * the page is hidden.
     *
     * @param source subscribes the given consumer
     */
    public <T> void subscribe(
            AttachEvent attached,
            BiFunction<ResourceInventory, Consumer<T>, Subscription> source,
            Consumer<T> receiver) {
        Consumer<T> push = uiPush.latest(attached.getUI(), attached.getSource(), receiver);
        subscribeWhileVisible(attached, () -> List.of(source.apply(resourceInventory, push)));
    }

    /** Subscribes only while the page is visible, because a hidden page needs no requests to the clouds. */
    private void subscribeWhileVisible(AttachEvent attached, Supplier<List<Subscription>> subscribe) {
        List<Subscription> open = new ArrayList<>();
        Runnable close = () -> {
            open.forEach(Subscription::close);
            open.clear();
        };
        UiPush.closeOnDetach(attached.getSource(), close::run);
        uiPush.onVisibilityChange(attached.getUI(), attached.getSource(), close, () -> {
            close.run();
            open.addAll(subscribe.get());
        });
    }

    /**
     * Loads the visible resources of the kind and of all kinds that can refer to it, from the clouds of the resources.
     * Blocks for a few seconds at most; see {@link ResourceInventory#loadAll}.
     */
    public ResourcePageData loadWithReferringKinds(
            ResourceKind kind, Collection<CloudResource> resources, UserId viewer) {
        Set<CloudName> selected = resources.stream().map(CloudResource::cloud).collect(Collectors.toSet());
        Set<ResourceKind> kinds = Stream.concat(Stream.of(kind), ReferringResources.kindsReferringTo(kind).stream())
                .collect(Collectors.toSet());
        return new ResourcePageData(resourceInventory.loadAll(kinds, viewer, selected::contains));
    }

    /**
     * Delivers changes of the selected operations to the attached component until it is detached. Delivers only
     * operations that the viewer can see.
     */
    public void subscribeToOperations(
            AttachEvent attached,
            ViewerPermissions viewer,
            Predicate<Operation> selected,
            Consumer<List<Operation>> receiver) {
        Consumer<Operation> push = uiPush.latestPerKey(attached.getUI(), attached.getSource(), Operation::id, receiver);
        UiPush.closeOnDetach(attached.getSource(), operationService.subscribe(viewer::subject, operation -> {
            if (selected.test(operation)) {
                push.accept(operation);
            }
        }));
    }

    /** Runs the task under the session lock after each change of a source, until the component is detached. */
    public void onChange(AttachEvent attached, Function<Runnable, Subscription> source, Runnable task) {
        uiPush.onChange(attached, source, task);
    }

    /** Loads data in the background, and passes it to the receiver while the component is attached. */
    <T> void load(
            com.vaadin.flow.component.Component part,
            ViewerPermissions viewer,
            Supplier<T> task,
            Consumer<T> receiver) {
        uiPush.load(viewer.id(), UI.getCurrentOrThrow(), part, task, receiver);
    }

    /** Loads the projects with which an image is shared, like {@link #load}. Empty if they could not be loaded. */
    void loadMembers(
            ImageMembersPanel panel,
            ViewerPermissions viewer,
            ResourceKey image,
            Consumer<Optional<List<ImageMember>>> receiver) {
        Caller caller = currentUser.caller();
        load(
                panel,
                viewer,
                () -> {
                    try {
                        return imageMemberQueryService.members(caller, image);
                    } catch (CloudException _) {
                        return Optional.empty();
                    }
                },
                receiver);
    }

    /** Returns the visible servers that were created from the image or have the flavor. */
    List<Server> serversFrom(CloudResource resource, EffectivePermissions permissions) {
        return inventory.snapshot().servers().values().stream()
                .filter(server -> ReferringResources.isCreatedFrom(server, resource)
                        && permissions.isVisible(ServerAttributes.of(server)))
                .toList();
    }

    /** Returns a version that changes with each change of a server. */
    public long serverVersion() {
        return inventory.snapshot().version();
    }

    /** Returns whether resources of the kind can refer to servers, and a server has changed since this version. */
    public boolean serversChangedSince(long version, ResourceKind kind) {
        return version != serverVersion()
                && kind.fields().stream().anyMatch(field -> ResourceField.SERVERS.equals(field.target()));
    }

    /**
     * Returns a function that finds the name of a visible resource, server or project. The function searches the lists
     * that all pages share, because an index for each page would need too much memory.
     */
    public Function<Reference, Optional<String>> names(EffectivePermissions permissions) {
        return reference -> switch (reference.target()) {
            case ResourceField.SERVERS -> serverName(reference, permissions);
            case ResourceField.PROJECTS -> projectName(reference, permissions);
            default ->
                ResourceKind.fromCode(reference.target())
                        .flatMap(kind ->
                                resourceInventory.findKnown(new ResourceKey(reference.cloud(), kind, reference.id())))
                        .filter(permissions::isVisible)
                        .map(CloudResource::displayName);
        };
    }

    /** Returns the name and the ID of a project that the viewer can see, because names of projects can be similar. */
    private Optional<String> projectName(Reference reference, EffectivePermissions permissions) {
        return ProjectId.parse(reference.id())
                .filter(id -> permissions.coversPartOfProject(reference.cloud(), id))
                .flatMap(id -> clouds.project(reference.cloud(), id))
                .map(project -> project.name() + " (" + project.id() + ")");
    }

    private Optional<String> serverName(Reference reference, EffectivePermissions permissions) {
        return ServerId.parse(reference.id())
                .flatMap(id -> inventory.find(new ServerKey(reference.cloud(), id)))
                .filter(server -> permissions.isVisible(ServerAttributes.of(server)))
                .map(Server::displayName);
    }
}
