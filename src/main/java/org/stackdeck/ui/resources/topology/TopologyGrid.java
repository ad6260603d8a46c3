package org.stackdeck.ui.resources.topology;

import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.Messages;

/** Shows the nodes of a topology and their connections as a table that screen readers can read. */
final class TopologyGrid extends ListGrid<TopologyGrid.Row> {

    private static final String NAME = """
            ${item.path ? html`<a class='clip strong target' href='${item.path}' title='${item.name}'>${item.name}</a>`
            : html`<span class='clip strong'>${item.name}</span>`}\
            """;

    TopologyGrid(Messages messages) {
        super(messages, "resources.topology.title", Row::id);
        addProperty("name", Row::name);
        addProperty("path", Row::path);
        addProperty("type", Row::type);
        addProperty("info", Row::info);
        addProperty("connections", Row::connections);
        addState(Row::style, Row::state);
        addCard("<div class='card'><div class='top'>" + NAME + state("w") + "</div><div class='bottom muted'>"
                + "<span class='clip'>${item.type}</span><span class='clip'>${item.connections}</span></div></div>");
        addColumn("resources.field.name", NAME, "220px", 0).setRowHeader(true).setFlexGrow(1);
        addColumn("resources.topology.type", clip("type"), "150px", 0);
        addColumn("resources.field.status", state("w"), "150px", 0);
        addColumn("resources.topology.connections", clip("connections"), "260px", 0)
                .setFlexGrow(1);
        addColumn("resources.topology.addresses", clip("info"), "220px", 1000);
    }

    private static String clip(String property) {
        return "<span class='clip' title='${item.%1$s}'>${item.%1$s}</span>".formatted(property);
    }

    /** @param connections names of the connected nodes */
    record Row(
            String id,
            String name,
            String path,
            String type,
            StateStyle style,
            String state,
            String info,
            String connections) {}
}
