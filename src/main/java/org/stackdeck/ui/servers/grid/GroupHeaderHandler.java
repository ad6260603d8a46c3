package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.ViewportDataCommunicator;
import org.stackdeck.ui.i18n.Messages;
import tools.jackson.databind.node.ArrayNode;

/**
 * Collapses, expands and selects the groups of a grid. While the user scrolls through the servers of a group, the
 * browser shows the header of the group (groups.js), even if the row of the header is not loaded. The server therefore
 * sends the groups of the loaded rows in an attribute; the browser returns the key of the clicked group.
 */
final class GroupHeaderHandler {

    private static final String GROUPS = "data-groups";
    private static final String KEY = "event.detail.group";
    private static final String ACTION = "event.detail.action";

    private final ServerGrid grid;
    private final ServerGridModel model;
    private final ViewportDataCommunicator<ServerGridRow> viewport;
    private final Messages messages;
    private final @Nullable ServerSelection serverSelection;
    private final GroupHeaderTemplate template;
    private Consumer<String> announcer = _ -> {};
    private boolean refreshScheduled;

    /** @param serverSelection null if rows cannot be selected */
    GroupHeaderHandler(
            ServerGrid grid,
            ServerGridModel model,
            ViewportDataCommunicator<ServerGridRow> viewport,
            Messages messages,
            @Nullable ServerSelection serverSelection) {
        this.grid = grid;
        this.model = model;
        this.viewport = viewport;
        this.messages = messages;
        this.serverSelection = serverSelection;
        // Flow passes the row as it was first sent. Except for its key, the row may have changed since then.
        template = new GroupHeaderTemplate(
                messages, serverSelection != null, group -> toggle(group.key()), group -> select(group.key()));
        if (serverSelection != null) {
            model.grouping().setSelection(serverSelection, model::contains);
        }
        viewport.onRangeChange(this::refresh);
        grid.getElement()
                .addEventListener("sd-group", event -> {
                    String key = event.getEventData().path(KEY).asString("");
                    if (event.getEventData().path(ACTION).asString("").equals("select")) {
                        select(key);
                    } else {
                        toggle(key);
                    }
                })
                .addEventData(KEY)
                .addEventData(ACTION);
    }

    GroupHeaderTemplate template() {
        return template;
    }

    /** Sets the receiver of texts for screen readers. */
    void onAnnouncement(Consumer<String> newAnnouncer) {
        announcer = newAnnouncer;
    }

    /** Collapses or expands the group. Does nothing if there is no group with this key. */
    private void toggle(String key) {
        model.displayedRows().findHeader(key).ifPresent(group -> {
            boolean collapsed = model.grouping().toggle(key);
            grid.refreshAllRows();
            announcer.accept(messages.text(
                    collapsed ? "servers.grouping.collapsed" : "servers.grouping.expanded",
                    GroupHeaderTemplate.name(group, messages)));
        });
    }

    void setAllCollapsed(boolean collapsed) {
        model.grouping().setAllCollapsed(collapsed);
        grid.refreshAllRows();
        announcer.accept(messages.text(collapsed ? "servers.grouping.collapsed.all" : "servers.grouping.expanded.all"));
    }

    /**
     * Selects the servers of the group, even if the group is collapsed. If no further server can be selected, deselects
     * them. Does nothing if rows cannot be selected, or if there is no group with this key.
     */
    private void select(String key) {
        GroupHeaderRow group = model.displayedRows().findHeader(key).orElse(null);
        if (serverSelection == null || group == null) {
            return;
        }
        List<ServerKey> servers = model.displayedRows().servers(key).stream()
                .map(Server::key)
                .filter(model::contains)
                .toList();
        int before = serverSelection.count(servers);
        serverSelection.toggleAll(servers, OperationService.MAX_BULK_TARGETS);
        int selected = serverSelection.count(servers);
        if (selected < servers.size() && selected >= before) {
            Toasts.showError(messages.text("servers.bulk.too-many", OperationService.MAX_BULK_TARGETS), "");
        }
        grid.refreshSelection();
        announcer.accept(messages.text(
                "servers.grouping.picked", GroupHeaderTemplate.name(group, messages), selected, servers.size()));
    }

    /** With the next response, sends the groups of the rows that the browser holds. */
    void refresh() {
        if (!refreshScheduled) {
            refreshScheduled = true;
            grid.getElement().getNode().runWhenAttached(ui -> ui.beforeClientResponse(grid, _ -> send()));
        }
    }

    private void send() {
        refreshScheduled = false;
        if (!model.grouping().isActive()) {
            grid.getElement().removeAttribute(GROUPS);
            return;
        }
        ArrayNode groups = JacksonUtils.createArrayNode();
        for (DisplayedRows.Section section : model.displayedRows().sections(viewport.firstRow(), viewport.endRow())) {
            groups.add(template.values(section.header())
                    .put("key", section.header().key())
                    .put("row", section.start())
                    .put("end", section.end()));
        }
        grid.getElement().setAttribute(GROUPS, groups.toString());
    }
}
