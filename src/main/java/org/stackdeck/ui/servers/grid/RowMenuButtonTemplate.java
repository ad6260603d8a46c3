package org.stackdeck.ui.servers.grid;

import org.stackdeck.ui.i18n.Messages;

/** Template for the end of each row: a button for the menu of the row. The browser opens the menu (grid.js). */
public class RowMenuButtonTemplate {

    /** SVG element of an icon, as a format string for the name of the icon. */
    static final String ICON = "<svg class='i' aria-hidden='true'><use href='frontend/icons/icons.svg#%s'></use></svg>";

    private static final String MENU = """
            ${item.menuLabel ? html`<button type="button" class="icon-button" data-menu aria-haspopup="menu"
            aria-label="${item.menuLabel}" title="${item.menuTitle}">%s</button>` : ''}""".formatted(ICON.formatted("dots"));

    private static final String ONLY_MENU = template("");

    private final Messages messages;

    public RowMenuButtonTemplate(Messages messages) {
        this.messages = messages;
    }

    /** Returns the template, which is always the same object, because every grid retains it. */
    String template() {
        return ONLY_MENU;
    }

    static String template(String before) {
        return "<span class=\"acts\">" + before + MENU + "</span>";
    }

    /** Adds the properties and functions that the template uses. */
    ServerCellRendererBuilder addProperties(ServerCellRendererBuilder cell) {
        return cell.withProperty(
                        "menuLabel",
                        row -> row.exists()
                                ? messages.text("servers.menu.of", row.server().displayName())
                                : "")
                .withProperty("menuTitle", _ -> messages.text("servers.menu"));
    }
}
