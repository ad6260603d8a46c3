package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.state.ServerStateGroup;
import tools.jackson.databind.node.ObjectNode;

/** Template for the header of a group: a button with its name and number of servers, which collapses or expands it. */
final class GroupHeaderTemplate {

    private static final String BUTTON = """
            ${item.group ? html`<button type="button" class="group-head" data-group %%1$s
            aria-expanded="${item.group.expanded}" @click="${toggle}">%s${item.group.icon ? html`<svg
            class="s s-${item.group.tone}" aria-hidden="true"><use href="${item.group.icon}"></use></svg>` : ''}<span
            class="clip strong" title="${item.group.name}">${item.group.name}</span>${item.group.cloud ? html`<span
            class="muted">${item.group.cloud}</span>` : ''}<span class="muted">${item.group.count}</span></button>` : ''}
            """.formatted(RowMenuButtonTemplate.ICON.formatted("down"));

    /** Template for a row with columns, in which only the keys of the grid move the focus. */
    static final String ROW = BUTTON.formatted("tabindex=\"-1\"");

    static final String CARD = BUTTON.formatted("");

    private final Messages messages;
    private final SerializableConsumer<ServerGroupRow> toggle;

    /** @param toggle collapses or expands the group */
    GroupHeaderTemplate(Messages messages, SerializableConsumer<ServerGroupRow> toggle) {
        this.messages = messages;
        this.toggle = toggle;
    }

    /** Adds the properties that the template uses. */
    LitRenderer<ServerGridRow> addProperties(LitRenderer<ServerGridRow> renderer) {
        return renderer.withProperty("group", row -> row instanceof ServerGroupRow group ? values(group) : null)
                .withFunction("toggle", row -> {
                    if (row instanceof ServerGroupRow group) {
                        toggle.accept(group);
                    }
                });
    }

    private ObjectNode values(ServerGroupRow group) {
        ServerStateGroup state = state(group);
        return JacksonUtils.createObjectNode()
                .put("name", name(group, messages))
                .put("cloud", group.cloud())
                .put("count", messages.text("servers.grouping.count", group.servers()))
                .put("expanded", String.valueOf(!group.collapsed()))
                .put("icon", state == null ? "" : "frontend/icons/icons.svg#" + state.icon())
                .put("tone", state == null ? "" : state.tone().cssClass());
    }

    static String name(ServerGroupRow group, Messages messages) {
        ServerStateGroup state = state(group);
        if (state != null) {
            return messages.text("servers.group." + state.code());
        }
        return group.key().isEmpty()
                ? messages.text("servers.grouping.without." + group.grouping().code())
                : group.name();
    }

    private static @Nullable ServerStateGroup state(ServerGroupRow group) {
        return Optional.of(group)
                .filter(row -> row.grouping() == ServerGrouping.STATUS)
                .flatMap(row -> ServerStateGroup.fromCode(row.key()))
                .orElse(null);
    }
}
