package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerImage;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.ui.i18n.MemorySizeFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.protection.DeletionProtectionActions;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.servers.state.ServerStateBadge;
import org.stackdeck.ui.servers.state.StateTone;

/**
 * Cells of the server grid. They are client-side templates: the server creates no component per cell, and the browser
 * inserts values from the cloud as text.
 */
public final class ServerCellRenderers {

    private final Messages messages;
    private final RowMenuButtonTemplate button;
    private final GroupHeaderTemplate groupHeader;
    private final ValueProvider<ServerRow, Boolean> open;
    private final ServerCellLinks links;

    /**
     * @param open returns whether the detail pane shows the server of the row
     */
    ServerCellRenderers(
            Messages messages,
            RowMenuButtonTemplate button,
            GroupHeaderTemplate groupHeader,
            ValueProvider<ServerRow, Boolean> open,
            ServerCellLinks links) {
        this.messages = messages;
        this.button = button;
        this.groupHeader = groupHeader;
        this.open = open;
        this.links = links;
    }

    ServerCellRendererBuilder state() {
        return withState(ServerCellRendererBuilder.of(ServerCellTemplates.STATE_CELL));
    }

    /** Returns the cell with the checkbox that selects the row for bulk actions. */
    ServerCellRendererBuilder checkbox(ServerSelection serverSelection, SerializableConsumer<ServerRow> toggle) {
        return withPick(ServerCellRendererBuilder.of(ServerCellTemplates.CHECKBOX_CELL), serverSelection, toggle)
                .withHeader(groupHeader);
    }

    private ServerCellRendererBuilder withPick(
            ServerCellRendererBuilder cell, ServerSelection serverSelection, SerializableConsumer<ServerRow> toggle) {
        return cell.withProperty("picked", row -> serverSelection.contains(row.key()))
                .withProperty(
                        "pickLabel",
                        row -> row.exists()
                                ? messages.text(
                                        "servers.bulk.pick", row.server().displayName())
                                : "")
                .withFunction("pick", toggle);
    }

    ServerCellRendererBuilder name() {
        return withName(ServerCellRendererBuilder.of(ServerCellTemplates.NAME_CELL));
    }

    ServerCellRendererBuilder addresses() {
        return withAddresses(ServerCellRendererBuilder.of(ServerCellTemplates.ADDRESSES_CELL))
                .withProperty("ipPath", this::addressPath);
    }

    ServerCellRendererBuilder flavor() {
        return withFlavor(ServerCellRendererBuilder.of(ServerCellTemplates.FLAVOR_CELL))
                .withProperty(
                        "flavorPath",
                        row -> links.leadsTo(ResourceKind.FLAVOR)
                                ? ResourceRoutes.searchPath(
                                        ResourceKind.FLAVOR,
                                        row.server().flavor().name())
                                : "");
    }

    ServerCellRendererBuilder image() {
        return ServerCellRendererBuilder.of(ServerCellTemplates.LINK_CELL)
                .withProperty("text", row -> imageText(row.server(), messages))
                .withProperty("path", row -> imagePath(row.server()));
    }

    private String imagePath(Server server) {
        ServerImage image = server.image();
        return image == null || image.name() == null || !links.leadsTo(ResourceKind.IMAGE)
                ? ""
                : ResourceRoutes.resourcePath(new ResourceKey(server.cloud(), ResourceKind.IMAGE, image.id()));
    }

    private String addressPath(ServerRow row) {
        List<ServerAddress> addresses = row.server().addressesFloatingFirst();
        if (addresses.isEmpty()) {
            return "";
        }
        ServerAddress first = addresses.getFirst();
        ResourceKind kind = first.floating() ? ResourceKind.FLOATING_IP : ResourceKind.PORT;
        return links.leadsTo(kind) ? ResourceRoutes.searchPath(kind, first.ip()) : "";
    }

    ServerCellRendererBuilder project() {
        return text(row -> row.server().project().name());
    }

    ServerCellRendererBuilder host() {
        return text(row -> Objects.requireNonNullElse(row.server().host(), "–"));
    }

    ServerCellRendererBuilder age() {
        return ServerCellRendererBuilder.of(ServerCellTemplates.AGE_CELL)
                .withProperty("created", row -> row.server().created().toEpochMilli());
    }

    ServerCellRendererBuilder owner() {
        return withOwner(ServerCellRendererBuilder.of(ServerCellTemplates.OWNER_CELL));
    }

    ServerCellRendererBuilder tags() {
        return ServerCellRendererBuilder.of(ServerCellTemplates.TAGS_CELL)
                .withProperty(
                        "tags", row -> row.server().tags().stream().sorted().toList());
    }

    ServerCellRendererBuilder actions() {
        return button.addProperties(ServerCellRendererBuilder.of(button.template()));
    }

    /** Returns a card with the main data of a server, for narrow windows. */
    ServerCellRendererBuilder card() {
        return card(false);
    }

    /** Returns a card with a checkbox. */
    ServerCellRendererBuilder card(ServerSelection serverSelection, SerializableConsumer<ServerRow> toggle) {
        return withPick(card(true), serverSelection, toggle);
    }

    private ServerCellRendererBuilder card(boolean selectable) {
        ServerCellRendererBuilder cell = ServerCellRendererBuilder.of(
                        ServerCellTemplates.card(selectable, button.template()))
                .withHeader(groupHeader);
        return button.addProperties(withFlavor(withAddresses(withOwner(withName(withState(cell))))));
    }

    /** Returns the cell of a column that contains only the headers of groups. */
    ServerCellRendererBuilder header() {
        return ServerCellRendererBuilder.of(GroupHeaderTemplate.ROW).withHeader(groupHeader);
    }

    private ServerCellRendererBuilder withState(ServerCellRendererBuilder cell) {
        return cell.withProperty(
                        "tone", row -> StateTone.of(row.state().group()).cssClass())
                .withProperty(
                        "icon",
                        row -> "frontend/icons/icons.svg#"
                                + ServerStateBadge.icon(row.state().group()))
                .withProperty("word", this::stateWord)
                .withProperty(
                        "why",
                        row -> Optional.ofNullable(row.state().reason())
                                .map(messages::text)
                                .orElse(""))
                .withProperty("moving", row -> row.state().isMoving())
                .withProperty("percent", row -> row.state().percent());
    }

    private ServerCellRendererBuilder withName(ServerCellRendererBuilder cell) {
        return cell.withProperty("name", row -> row.server().name())
                .withProperty("open", open)
                .withProperty("unnamed", row -> row.server().id().value())
                // A pending server has no page.
                .withProperty(
                        "cloud", row -> row.exists() ? row.server().cloud().value() : "")
                .withProperty("locked", row -> lockText(row.server(), messages))
                .withProperty("shielded", row -> protectionText(row, messages));
    }

    private ServerCellRendererBuilder withOwner(ServerCellRendererBuilder cell) {
        return cell.withProperty("owner", row -> owner(row).orElse(""))
                .withProperty(
                        "ownerTitle",
                        row -> owner(row)
                                .map(name -> messages.text("touch.owner", name))
                                .orElse(""))
                .withProperty("own", ServerRow::own);
    }

    private static Optional<String> owner(ServerRow row) {
        return Optional.ofNullable(row.owner())
                .map(serverOwner -> serverOwner.name().value());
    }

    private ServerCellRendererBuilder withAddresses(ServerCellRendererBuilder cell) {
        return cell.withProperty(
                        "ip",
                        row -> addresses(row).isEmpty() ? "" : addresses(row).getFirst())
                .withProperty(
                        "copy",
                        row -> addresses(row).isEmpty()
                                ? ""
                                : messages.text("servers.copy", addresses(row).getFirst()))
                .withProperty(
                        "more",
                        row -> addresses(row).size() > 1 ? "+" + (addresses(row).size() - 1) : "")
                .withProperty("all", row -> String.join("\n", addresses(row)));
    }

    private ServerCellRendererBuilder withFlavor(ServerCellRendererBuilder cell) {
        return cell.withProperty("flavor", row -> row.server().flavor().name())
                .withProperty("cpus", row -> row.server().flavor().vcpus())
                .withProperty(
                        "ram",
                        row -> MemorySizeFormatter.amount(row.server().flavor().ramMib(), messages.locale()))
                .withProperty(
                        "ramUnit",
                        row -> MemorySizeFormatter.unit(row.server().flavor().ramMib()))
                .withProperty("disk", row -> row.server().flavor().diskGib());
    }

    private static ServerCellRendererBuilder text(ValueProvider<ServerRow, String> text) {
        return ServerCellRendererBuilder.of(ServerCellTemplates.TEXT_CELL).withProperty("text", text);
    }

    private String stateWord(ServerRow row) {
        String word = messages.text("servers.state." + row.state().labelKey());
        Integer percent = row.state().percent();
        return percent == null ? word : messages.text("servers.state.percent", word, percent);
    }

    public static String imageText(Server server, Messages messages) {
        if (server.image() == null) {
            return messages.text("servers.image.volume");
        }
        return server.image().name() == null
                ? messages.text("servers.image.unknown")
                : server.image().name();
    }

    /** Returns the text of the lock icon; empty for an unlocked server. */
    public static String lockText(Server server, Messages messages) {
        if (!server.locked()) {
            return "";
        }
        return server.lockedReason() == null || server.lockedReason().isBlank()
                ? messages.text("servers.locked")
                : messages.text("servers.locked.because", server.lockedReason());
    }

    /** Returns the text of the shield icon; empty for an unprotected server. */
    public static String protectionText(ServerRow row, Messages messages) {
        DeletionProtection deletionProtection = row.protection();
        return deletionProtection == null ? "" : DeletionProtectionActions.text(deletionProtection, messages);
    }

    private static List<String> addresses(ServerRow row) {
        return row.server().addressesFloatingFirst().stream()
                .map(ServerAddress::ip)
                .toList();
    }
}
