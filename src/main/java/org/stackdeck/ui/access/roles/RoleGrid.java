package org.stackdeck.ui.access.roles;

import com.vaadin.flow.function.SerializableConsumer;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.i18n.Messages;

final class RoleGrid extends ListGrid<RoleRow> {

    private static final String NAME = """
            <span class="role-name"><span class="clip strong">${item.name}</span>${item.word
            ? html`<span class="mono faint">${item.word}</span>` : ''}${item.builtIn
            ? html`<span class="tag">${item.builtIn}</span>` : ''}</span>
            """;
    private static final String ACTIONS = "<span class='acts'>${item.used ? html`" + iconButton("grants", "shield")
            + "` : ''}${item.own ? html`" + iconButton("edit", "settings") + iconButton("remove", "trash")
            + "` : ''}</span>";

    RoleGrid(
            Messages messages,
            GrantFormatter grantFormatter,
            SerializableConsumer<RoleRow> edit,
            SerializableConsumer<RoleRow> showGrants,
            SerializableConsumer<RoleRow> remove) {
        super(messages, "roles.title", RoleRow::code);
        addProperty("name", row -> GrantFormatter.roleName(messages, row.role()));
        addProperty("word", row -> row.isCustom() ? "" : row.code());
        addProperty("builtIn", row -> row.isCustom() ? "" : messages.text("roles.built-in"));
        addProperty("may", row -> grantFormatter.allPermissions(row.role().permissions()));
        addProperty("grants", RoleRow::grants);
        addProperty("grantCount", row -> messages.text("roles.grants.count", row.grants()));
        addProperty("own", RoleRow::isCustom);
        addProperty("used", RoleRow::isUsed);
        addAction("grants", row -> messages.text("roles.grants", row.code()), showGrants);
        addAction("edit", row -> messages.text("roles.edit", row.code()), edit);
        addAction("remove", row -> messages.text("roles.remove", row.code()), remove);
        addCard("<div class='card'><div class='top'>" + NAME + ACTIONS
                + "</div><div>${item.may}</div><div class='bottom muted'>${item.grantCount}</div></div>");
        addColumn("roles.column.name", NAME, "300px", 0).setRowHeader(true);
        addColumn("roles.column.permissions", "<span class='clip' title='${item.may}'>${item.may}</span>", "320px", 0)
                .setFlexGrow(1);
        addColumn("grants.title", "<span class='muted'>${item.grants}</span>", "110px", 760);
        addButtonColumn(ACTIONS, "150px").setKey("actions");
    }
}
