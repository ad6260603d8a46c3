package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.resource.VisibleResources;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.FactList;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.protection.DeletionProtectionActions;
import org.stackdeck.ui.resources.DeletionConsequences.Consequences;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;
import org.stackdeck.ui.resources.access.ResourceAccessButtons;
import org.stackdeck.ui.resources.creation.ResourceCreationDialogs;
import org.stackdeck.ui.resources.upload.ImageUploadPanel;
import org.stackdeck.ui.resources.upload.ImageUploader;
import org.stackdeck.ui.servers.live.FreshnessBadge;

/**
 * Page with the details of one resource. Users cannot distinguish a resource that they cannot see from a resource that
 * does not exist.
 */
@Route(value = ResourceRoutes.KIND_TEMPLATE + "/:cloud/:id", layout = MainLayout.class)
@PermitAll
public class ResourceView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient ResourceUpdates updates;
    private final transient ViewerPermissions viewerPermissions;
    private final transient ResourceActionSubmitter submitter;
    private final transient ResourceCreationDialogs creationDialogs;
    private final transient ImageUploader imageUploader;
    private final transient ServerAttachmentActions attachments;
    private final transient DeletionProtectionActions protections;
    private final transient ResourceAccessButtons.Services accessServices;
    private final Messages messages = Messages.current();
    private @Nullable DetailPart part;

    ResourceView(
            ResourceUpdates updates,
            ViewerPermissions viewerPermissions,
            ResourceActionSubmitter submitter,
            ResourceCreationDialogs creationDialogs,
            ImageUploader imageUploader,
            ServerAttachmentActions attachments,
            DeletionProtectionActions protections,
            ResourceAccessButtons.Services accessServices) {
        this.accessServices = accessServices;
        this.protections = protections;
        this.imageUploader = imageUploader;
        this.attachments = attachments;
        this.creationDialogs = creationDialogs;
        this.submitter = submitter;
        this.updates = updates;
        this.viewerPermissions = viewerPermissions;
        addClassName("list-page");
    }

    @Override
    public String getPageTitle() {
        return part == null ? "" : messages.text("app.page-title", part.kindName());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RouteParameters parameters = event.getRouteParameters();
        Optional<ResourceKind> kind = parameters.get(ResourceRoutes.KIND).flatMap(ResourceKind::fromCode);
        String cloud = parameters.get(ResourceRoutes.CLOUD).orElse("");
        if (kind.isEmpty() || cloud.isBlank() || cloud.length() > CloudName.MAX_LENGTH) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        removeAll();
        part = new DetailPart(
                kind.get(), cloud, parameters.get(ResourceRoutes.ID).orElse(""));
        add(part);
    }

    /** Details of one resource, updated while the component is attached. */
    private final class DetailPart extends Div {

        private final ResourceKind kind;
        private final transient ResourceKey key;
        private final FreshnessBadge freshness = updates.freshnessBadge(messages);
        private final Span name = new Span();
        private final ResourceStateBadge state = new ResourceStateBadge(messages);
        private final FactList facts = new FactList();
        private final Div box = new Div();
        private final ReferringResourcesPanel usages = new ReferringResourcesPanel(messages);
        private final ResourceActionBar actions;
        private final transient @Nullable DeletionProtectionButtons protection;
        private final transient ResourceAccessButtons owner;
        private final @Nullable ImageUploadPanel upload;
        private final List<ResourcePanel> panels = new ArrayList<>();
        private transient ResourcePageData latest = ResourcePageData.NONE;
        private transient ResourcePageData shown = ResourcePageData.NONE;
        private transient List<ReferringResources> referringResources = List.of();

        DetailPart(ResourceKind kind, String cloud, String id) {
            this.kind = kind;
            this.key = new ResourceKey(new CloudName(cloud), kind, id);
            addClassName("list-page");
            box.addClassNames("grid-box", "resource-facts");
            // Keys can only scroll a focused element.
            box.getElement().setAttribute("tabindex", "0");
            name.setText(kindName());
            Anchor list = new Anchor(ResourceRoutes.listPath(kind), kindName());
            list.addClassName("back");
            upload = kind == ResourceKind.IMAGE
                    ? new ImageUploadPanel(key, imageUploader, viewerPermissions, messages)
                    : null;
            actions = new ResourceActionBar(
                    key,
                    submitter,
                    creationDialogs,
                    updates,
                    viewerPermissions,
                    messages,
                    attachments,
                    this::loadConsequences);
            protection = DeletionProtectionButtons.of(kind, protections, submitter, viewerPermissions, messages)
                    .orElse(null);
            if (protection != null) {
                protection.addTo(actions);
            }
            owner = new ResourceAccessButtons(accessServices, viewerPermissions, messages);
            actions.addToMenu(owner.buttons());
            if (kind == ResourceKind.SECURITY_GROUP) {
                panels.add(new SecurityRulesPanel(actions, messages));
            }
            MetadataPanel.of(kind, actions, messages).ifPresent(panels::add);
            if (kind == ResourceKind.IMAGE) {
                panels.add(new ImageMembersPanel(key, actions, updates, viewerPermissions, messages));
            }
            Div head = ListPageElements.header("", freshness);
            head.getChildren().findFirst().ifPresent(title -> title.getElement().appendChild(name.getElement()));
            head.addComponentAtIndex(1, state);
            add(list, head, actions, box);
        }

        String kindName() {
            return messages.text("resources." + kind.code() + ".title");
        }

        @Override
        protected void onAttach(AttachEvent event) {
            Set<ResourceKind> kinds = new HashSet<>(kind.withTargets());
            kinds.addAll(ReferringResources.kindsReferringTo(kind));
            updates.subscribe(event, kinds, viewerPermissions, this::update);
            Runnable updateRecords = () -> latest.of(kind).find(key).ifPresent(this::updateRecords);
            updates.onChange(event, protections::subscribe, updateRecords);
            updates.onChange(event, owner::subscribe, updateRecords);
            owner.followRequests(event);
        }

        private void update(ResourcePageData data) {
            latest = data;
            VisibleResources visible = data.of(kind);
            freshness.update(data.freshness());
            Optional<CloudResource> resource = visible.find(key);
            if (resource.isPresent()) {
                EffectivePermissions permissions = viewerPermissions.effectivePermissions();
                ResourceValueFormatter values = new ResourceValueFormatter(messages, updates.names(permissions));
                show(resource.get(), values);
                if (!data.hasSameResources(shown)) {
                    referringResources = ReferringResources.of(resource.get(), data);
                    shown = data;
                }
                usages.update(referringResources, updates.serversFrom(resource.get(), permissions), values);
                updateRecords(resource.get());
                actions.update(resource.get());
                Runnable updatePanels = () -> panels.forEach(panel -> panel.update(resource.get(), values));
                updatePanels.run();
                actions.onOperation(updatePanels);
                if (upload != null) {
                    upload.update(resource.get());
                }
            } else if (facts.getParent().isPresent()
                    || (data.byKind().containsKey(kind) && visible.isComplete(key.cloud()))) {
                name.setText(kindName());
                state.update(null);
                if (protection != null) {
                    var _ = protection.update(null);
                }
                var _ = owner.update(null);
                actions.update(null);
                actions.onOperation(() -> {});
                box.removeAll();
                box.add(new EmptyState(
                        "search", messages.text("resources.missing.title"), messages.text("resources.missing.text")));
            }
        }

        /** Updates the facts that Stackdeck records about the resource: its owner and its deletion protection. */
        private void updateRecords(CloudResource resource) {
            facts.set(messages.text("servers.column.owner"), owner.update(resource), Span::new);
            facts.set(
                    messages.text("resources.protection"),
                    protection == null ? null : protection.update(resource),
                    Span::new);
        }

        private void loadConsequences(CloudResource resource, Consumer<Consequences> receiver) {
            DeletionConsequences consequences = new DeletionConsequences(updates, messages);
            ResourcePageData known = latest;
            EffectivePermissions permissions = viewerPermissions.effectivePermissions();
            updates.load(
                    this,
                    viewerPermissions,
                    () -> consequences.load(resource, known, permissions, viewerPermissions),
                    receiver);
        }

        private void show(CloudResource resource, ResourceValueFormatter values) {
            name.setText(resource.displayName());
            state.update(resource);
            if (facts.getParent().isEmpty()) {
                box.removeAll();
                box.add(facts);
                panels.forEach(box::add);
                if (upload != null) {
                    box.addComponentAsFirst(upload);
                }
                box.add(usages);
            }
            String project = values.project(resource);
            facts.set(
                    messages.text("resources.field.id"),
                    resource.id(),
                    id -> new Span(new Text(id + " "), NativeButtons.copy(id, messages.text("servers.page.id.copy"))));
            facts.set(messages.text("servers.column.project"), project.isEmpty() ? null : project, Span::new);
            facts.set(messages.text("servers.page.cloud"), resource.cloud().value(), Span::new);
            for (ResourceField field : resource.kind().fields()) {
                boolean inHeader = field.code().equals("status");
                if (inHeader || panels.stream().anyMatch(panel -> panel.shows(field))) {
                    continue;
                }
                ResourceValueLinks value = ResourceValueLinks.of(resource, field, values);
                facts.set(
                        messages.text("resources.field." + field.code()),
                        value.isEmpty() ? null : value,
                        ResourceValueLinks::toComponent);
            }
        }
    }
}
