package org.stackdeck.ui.servers.grid;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.resource.AttachedResourceIndex;
import org.stackdeck.inventory.resource.AttachedResourceIndex.Attached;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.keypairs.KeyPairsView;
import org.stackdeck.ui.keypairs.OwnKeyPairs;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.servers.search.ServerSort;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The resources that the cells of a grid show besides its servers, and the pages to which the cells lead. */
@ViewLogic
public final class ServerCellLinks {

    private static final Map<ServerSort.Column, ResourceKind> ATTACHED = Map.of(
            ServerSort.Column.VOLUMES,
            ResourceKind.VOLUME,
            ServerSort.Column.SECURITY_GROUPS,
            ResourceKind.SECURITY_GROUP);

    private final Messages messages;
    private @Nullable EffectivePermissions permissions;
    private @Nullable OwnKeyPairs ownKeyPairs;
    private AttachedResourceIndex attached = AttachedResourceIndex.NONE;
    private Set<ResourceKind> attachedKinds = Set.of();
    private Consumer<Set<ResourceKind>> attachedKindsListener = _ -> {};

    ServerCellLinks(Messages messages) {
        this.messages = messages;
    }

    /** Sets the permissions of the user whose servers are shown. Takes effect when rows are refreshed. */
    public void setPermissions(EffectivePermissions newest) {
        permissions = newest;
    }

    public void setOwnKeyPairs(OwnKeyPairs keyPairs) {
        ownKeyPairs = keyPairs;
    }

    /** Sets the listener that receives the kinds of attached resources whose columns are shown, when they change. */
    public void onAttachedKindsChange(Consumer<Set<ResourceKind>> listener) {
        attachedKindsListener = listener;
    }

    /** Returns the kinds of attached resources that the columns show. */
    public static Set<ResourceKind> attachedKinds(Collection<ServerSort.Column> columns) {
        return columns.stream()
                .flatMap(column -> Stream.ofNullable(ATTACHED.get(column)))
                .collect(Collectors.toUnmodifiableSet());
    }

    public Set<ResourceKind> attachedKinds() {
        return attachedKinds;
    }

    void setColumns(Collection<ServerSort.Column> columns) {
        Set<ResourceKind> kinds = attachedKinds(columns);
        if (!kinds.equals(attachedKinds)) {
            attachedKinds = kinds;
            attached = AttachedResourceIndex.NONE;
            attachedKindsListener.accept(kinds);
        }
    }

    /** Sets the attached resources, and returns whether they change the cells of a server. */
    Predicate<Server> setAttached(AttachedResourceIndex newest) {
        AttachedResourceIndex before = attached;
        attached = newest;
        return server -> attachedKinds.stream()
                .anyMatch(kind -> !before.find(server, kind).equals(newest.find(server, kind)));
    }

    boolean leadsTo(ResourceKind kind) {
        return permissions != null && permissions.coversKind(kind);
    }

    ServerCellRendererBuilder keyPair() {
        return ServerCellRendererBuilder.of(ServerCellTemplates.LINK_CELL)
                .withProperty("text", row -> keyPair(row.server()).text())
                .withProperty("path", row -> keyPair(row.server()).own() ? KeyPairsView.PATH : "");
    }

    private OwnKeyPairs.Label keyPair(Server server) {
        String name = server.keyName();
        return name == null || name.isBlank()
                ? new OwnKeyPairs.Label("–", false)
                : ownKeyPairs == null ? new OwnKeyPairs.Label(name, false) : ownKeyPairs.label(name);
    }

    /** Returns the cell with the attached resources of the column. */
    ServerCellRendererBuilder attached(ServerSort.Column column) {
        ResourceKind kind = ATTACHED.get(column);
        if (kind == null) {
            throw new IllegalArgumentException(column + " has no attached resources");
        }
        return ServerCellRendererBuilder.of(ServerCellTemplates.LINKS_CELL)
                .withProperty("links", row -> links(row, kind))
                .withProperty("all", row -> title(row, kind))
                .withProperty("none", row -> attached.find(row.server(), kind).isPresent() ? "–" : "…");
    }

    /** Returns the names and paths as JSON, because Vaadin serializes other objects in lists as beans. */
    private ArrayNode links(ServerRow row, ResourceKind kind) {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        attached.find(row.server(), kind)
                .map(Attached::resources)
                .orElse(List.of())
                .forEach(resource -> links.addObject()
                        .put("text", resource.displayName())
                        .put(
                                "path",
                                permissions != null && permissions.isVisible(resource)
                                        ? ResourceRoutes.resourcePath(resource.key())
                                        : ""));
        return links;
    }

    private String title(ServerRow row, ResourceKind kind) {
        Optional<Attached> found = attached.find(row.server(), kind);
        if (found.isEmpty()) {
            return messages.text("servers.attached.unknown");
        }
        String all =
                found.get().resources().stream().map(CloudResource::displayName).collect(Collectors.joining("\n"));
        return found.get().outdated()
                ? messages.text("servers.attached.outdated", all).strip()
                : all;
    }
}
