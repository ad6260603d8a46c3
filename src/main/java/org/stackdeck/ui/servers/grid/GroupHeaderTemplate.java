package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.state.ServerStateBadge;
import org.stackdeck.ui.servers.state.StateTone;
import tools.jackson.databind.node.ObjectNode;

/**
 * Template for the header of a group: a checkbox that selects the servers of the group, and a button that collapses or
 * expands the group. The button shows the name of the group and the number of servers.
 */
final class GroupHeaderTemplate {

    private static final String BUTTON = """
            <button type="button" class="group-head" data-group %%s
            aria-expanded="${item.group.expanded}" @click="${toggle}">%s${item.group.icon ? html`<svg
            class="s s-${item.group.tone}" aria-hidden="true"><use href="${item.group.icon}"></use></svg>` : ''}<span
            class="clip strong" title="${item.group.name}">${item.group.name}</span>${item.group.cloud ? html`<span
            class="muted">${item.group.cloud}</span>` : ''}<span class="muted">${item.group.count}</span></button>
            """.formatted(RowMenuButtonTemplate.ICON.formatted("down"));

    /**
     * Sets the state even if the server sends the same state again, because a click has changed it in the browser.
     * Screen readers announce an indeterminate checkbox as mixed.
     */
    private static final String CHECKBOX = """
            <input type="checkbox" class="pick" %s .checked="${live(item.group.picked === 'all')}"
            .indeterminate="${live(item.group.picked === 'some')}" aria-label="${item.group.pickLabel}" @click="${pickGroup}">
            """;

    private static final String NOT_IN_TAB_ORDER = "tabindex=\"-1\"";

    /** Template for a row with columns. In such a row, only the keyboard navigation of the grid moves the focus. */
    static final String ROW = header(CHECKBOX.formatted(NOT_IN_TAB_ORDER), BUTTON.formatted(NOT_IN_TAB_ORDER));

    static final String CARD =
            header("<label class=\"pick-box\">" + CHECKBOX.formatted("") + "</label>", BUTTON.formatted(""));

    private final Messages messages;
    private final boolean selectable;
    private final SerializableConsumer<GroupHeaderRow> toggle;
    private final SerializableConsumer<GroupHeaderRow> select;

    /**
     * @param selectable whether there is a checkbox
     * @param toggle called when the user clicks the button
     * @param select called when the user clicks the checkbox
     */
    GroupHeaderTemplate(
            Messages messages,
            boolean selectable,
            SerializableConsumer<GroupHeaderRow> toggle,
            SerializableConsumer<GroupHeaderRow> select) {
        this.messages = messages;
        this.selectable = selectable;
        this.toggle = toggle;
        this.select = select;
    }

    private static String header(String checkbox, String button) {
        return "${item.group ? html`${item.group.pickLabel ? html`" + checkbox + "` : ''}" + button + "` : ''}";
    }

    /** Adds the properties and functions that the template uses. */
    LitRenderer<ServerGridRow> addProperties(LitRenderer<ServerGridRow> renderer) {
        return renderer.withProperty("group", row -> row instanceof GroupHeaderRow group ? values(group) : null)
                .withFunction("toggle", row -> acceptGroup(row, toggle))
                .withFunction("pickGroup", row -> acceptGroup(row, select));
    }

    private static void acceptGroup(ServerGridRow row, SerializableConsumer<GroupHeaderRow> action) {
        if (row instanceof GroupHeaderRow group) {
            action.accept(group);
        }
    }

    ObjectNode values(GroupHeaderRow group) {
        ServerStateGroup state = state(group);
        return JacksonUtils.createObjectNode()
                .put("name", name(group, messages))
                .put("cloud", group.cloud())
                .put("count", messages.text("servers.grouping.count", group.serverCount()))
                .put("expanded", String.valueOf(!group.collapsed()))
                .put("picked", group.selected().name().toLowerCase(Locale.ROOT))
                .put("pickLabel", selectable ? messages.text("servers.grouping.pick", name(group, messages)) : "")
                .put("icon", state == null ? "" : "frontend/icons/icons.svg#" + ServerStateBadge.icon(state))
                .put("tone", state == null ? "" : StateTone.of(state).cssClass());
    }

    static String name(GroupHeaderRow group, Messages messages) {
        ServerStateGroup state = state(group);
        if (state != null) {
            return messages.text("servers.group." + state.code());
        }
        return group.key().isEmpty()
                ? messages.text("servers.grouping.without." + group.grouping().code())
                : group.name();
    }

    private static @Nullable ServerStateGroup state(GroupHeaderRow group) {
        return Optional.of(group)
                .filter(row -> row.grouping() == ServerGrouping.STATUS)
                .flatMap(row -> ServerStateGroup.fromCode(row.key()))
                .orElse(null);
    }
}
