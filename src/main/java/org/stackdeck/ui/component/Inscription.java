package org.stackdeck.ui.component;

import com.vaadin.flow.component.HasElement;
import org.springframework.web.util.HtmlUtils;

/**
 * Icons and words in an element that never change there. They are no elements of their own to the server, where each one
 * of a page that is open takes half a kB, and more with its text.
 */
public final class Inscription {

    private final StringBuilder html = new StringBuilder();

    /** @param name id of the symbol in {@code icons.svg} */
    public Inscription icon(String name) {
        return icon(name, Icon.classes(name));
    }

    /**
     * @param name id of the symbol in {@code icons.svg}
     * @param classes classes of the svg element; never from outside
     */
    public Inscription icon(String name, String classes) {
        html.append("<span class=\"icon\" aria-hidden=\"true\">")
                .append(Icon.drawing(name, classes))
                .append("</span>");
        return this;
    }

    public Inscription text(String text) {
        html.append("<span>").append(escaped(text)).append("</span>");
        return this;
    }

    /** @param classes never from outside */
    public Inscription text(String text, String classes) {
        html.append("<span class=\"")
                .append(classes)
                .append("\">")
                .append(escaped(text))
                .append("</span>");
        return this;
    }

    /**
     * All of it so far, in one part.
     *
     * @param classes never from outside
     */
    public Inscription boxed(String classes) {
        html.insert(0, "<div class=\"" + classes + "\">").append("</div>");
        return this;
    }

    /** In place of whatever is in the element. */
    public void on(HasElement element) {
        element.getElement().setProperty("innerHTML", html());
    }

    String html() {
        return html.toString();
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
