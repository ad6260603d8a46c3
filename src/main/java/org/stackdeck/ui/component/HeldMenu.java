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
 * A button with a menu: Vaadin's menu bar, with lines that only the browser keeps (menu.js). On the server each would take
 * 3 kB of every page that is open, while on most pages nobody ever looks at them.
 */
@Tag("vaadin-menu-bar")
@Uses(MenuBar.class)
@JsModule("context://frontend/js/menu.js")
public abstract class HeldMenu extends Component implements HasStyle {

    private static final String ITEM = "vaadin-menu-bar-item";
    private static final String VALUE = "event.detail.value.value";

    private final Element button = new Element(ITEM);

    /**
     * @param face what the button shows
     * @param label what the button is called
     */
    protected HeldMenu(Component face, String label) {
        getElement().setAttribute("theme", "tertiary");
        button.setAttribute("aria-label", label);
        button.appendChild(face.getElement());
        getElement().appendVirtualChild(button);
        getElement()
                .addEventListener(
                        "item-selected",
                        event -> choose(event.getEventData().path(VALUE).asString("")))
                .addEventData(VALUE);
    }

    /** @param value of the line that was chosen, as the browser says it, which may say anything */
    protected abstract void choose(String value);

    /** Has the menu show these lines from now on. */
    protected final void offer(List<Line> lines) {
        getElement().executeJs("window.stackdeckMenu(this, $0, $1)", button, lines);
    }

    /** A line of the menu, as the browser makes it. */
    protected record Line(String tag, String classes, String html, String value) {

        public static Line choice(String value, Inscription face) {
            return new Line(ITEM, "", face.html(), value);
        }

        /** What only says something. */
        public static Line heading(String classes, Inscription words) {
            return new Line("div", classes, words.html(), "");
        }

        public static Line rule() {
            return new Line("hr", "", "", "");
        }
    }
}
