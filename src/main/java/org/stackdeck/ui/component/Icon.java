package org.stackdeck.ui.component;

import com.vaadin.flow.component.html.Span;

/** A drawing of the console's own sprite. Says nothing to screen readers: the words beside it do. */
public final class Icon extends Span {

    private static final String SPRITE = "frontend/icons/icons.svg#";

    /** @param name id of the symbol in {@code icons.svg} */
    public Icon(String name) {
        this(name, classes(name));
    }

    /**
     * @param name id of the symbol in {@code icons.svg}
     * @param classes classes of the svg element; never from outside
     */
    public Icon(String name, String classes) {
        addClassName("icon");
        getElement().setAttribute("aria-hidden", "true");
        getElement().setProperty("innerHTML", drawing(name, classes));
    }

    static String classes(String name) {
        return name.startsWith("s-") ? "s s-" + name.substring(2) : "i";
    }

    static String drawing(String name, String classes) {
        return "<svg class=\"" + classes + "\"><use href=\"" + SPRITE + name + "\"></use></svg>";
    }
}
