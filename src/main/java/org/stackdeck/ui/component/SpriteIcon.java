package org.stackdeck.ui.component;

import com.vaadin.flow.component.html.Span;

/**
 * Icon from Stackdeck's SVG sprite. Screen readers ignore the icon, because a text or label next to it has the same
 * meaning.
 */
public final class SpriteIcon extends Span {

    private static final String SPRITE = "frontend/icons/icons.svg#";

    /** @param name ID of the symbol in {@code icons.svg} */
    public SpriteIcon(String name) {
        this(name, classes(name));
    }

    /**
     * @param name ID of the symbol in {@code icons.svg}
     * @param classes classes of the SVG element; must be constants
     */
    public SpriteIcon(String name, String classes) {
        addClassName("icon");
        getElement().setAttribute("aria-hidden", "true");
        getElement().setProperty("innerHTML", svg(name, classes));
    }

    static String classes(String name) {
        return name.startsWith("s-") ? "s s-" + name.substring(2) : "i";
    }

    static String svg(String name, String classes) {
        return "<svg class=\"" + classes + "\"><use href=\"" + SPRITE + name + "\"></use></svg>";
    }
}
