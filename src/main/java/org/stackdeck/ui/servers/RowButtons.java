package org.stackdeck.ui.servers;

import com.vaadin.flow.data.renderer.LitRenderer;
import org.stackdeck.ui.component.Words;

/** Template for the end of each row: a button for the row's menu, which the browser opens (grid.js). */
class RowButtons {

    /** SVG element of the icon with this name. */
    static final String ICON = "<svg class='i' aria-hidden='true'><use href='frontend/icons/icons.svg#%s'></use></svg>";

    private static final String MENU = """
            ${item.menuLabel ? html`<button type="button" class="icon-button" data-menu aria-haspopup="menu"
            aria-label="${item.menuLabel}" title="${item.menuTitle}">%s</button>` : ''}""".formatted(ICON.formatted("dots"));

    private static final String ONLY_MENU = template("");

    private final Words words;

    RowButtons(Words words) {
        this.words = words;
    }

    /** Returns the same object each time, because the grid of every page retains it. */
    String template() {
        return ONLY_MENU;
    }

    static String template(String before) {
        return "<span class=\"acts\">" + before + MENU + "</span>";
    }

    /** Adds the properties that the template uses. */
    LitRenderer<ServerRow> fill(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty(
                        "menuLabel",
                        row -> row.there()
                                ? words.say("servers.menu.of", row.server().name())
                                : "")
                .withProperty("menuTitle", _ -> words.say("servers.menu"));
    }
}
