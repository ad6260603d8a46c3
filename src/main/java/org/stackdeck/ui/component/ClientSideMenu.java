package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.dom.Element;
import java.util.List;

/**
 * Button with a menu whose items exist only in the browser (menu.js). Each server-side item would take 3 kB of memory
 * for every open page, although most menus are never opened.
 */
@Tag("vaadin-menu-bar")
@Uses(MenuBar.class)
@JsModule("context://frontend/js/menu.js")
public abstract class ClientSideMenu extends Component implements HasStyle {

    private static final String ITEM = "vaadin-menu-bar-item";
    private static final String VALUE = "event.detail.value.value";

    private final Element button = new Element(ITEM);

    /**
     * @param face content of the button
     * @param label accessible name of the button
     */
    protected ClientSideMenu(Component face, String label) {
        getElement().setAttribute("theme", "tertiary");
        button.setAttribute("aria-label", label);
        button.appendChild(face.getElement());
        getElement().appendVirtualChild(button);
        getElement()
                .addEventListener(
                        "item-selected",
                        event -> onSelect(event.getEventData().path(VALUE).asString("")))
                .addEventData(VALUE);
    }

    /**
     * Handles the selection of an item.
     *
     * @param value the value that the browser sent; untrusted
     */
    protected abstract void onSelect(String value);

    protected final void setLines(List<MenuLine> menuLines) {
        getElement().executeJs("window.stackdeckMenu(this, $0, $1)", button, menuLines);
    }

    /** An item, heading or separator of the menu, as HTML for the browser. */
    protected record MenuLine(String tag, String classes, String html, String value) {

        public static MenuLine item(String value, InnerHtmlBuilder face) {
            return new MenuLine(ITEM, "", face.html(), value);
        }

        /** Returns a heading, which users cannot select. */
        public static MenuLine heading(String classes, InnerHtmlBuilder terms) {
            return new MenuLine("div", classes, terms.html(), "");
        }

        public static MenuLine separator() {
            return new MenuLine("hr", "", "", "");
        }
    }
}
