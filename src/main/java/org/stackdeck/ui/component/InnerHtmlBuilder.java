package org.stackdeck.ui.component;

import com.vaadin.flow.component.HasElement;
import org.springframework.web.util.HtmlUtils;

/**
 * Builds static inner HTML from icons and text. Each component with the same content would take at least 500 bytes of
 * server memory for every open page.
 */
public final class InnerHtmlBuilder {

    private final StringBuilder html = new StringBuilder();

    /** @param name ID of the symbol in {@code icons.svg} */
    public InnerHtmlBuilder icon(String name) {
        return icon(name, SpriteIcon.classes(name));
    }

    /**
     * @param name ID of the symbol in {@code icons.svg}
     * @param classes classes of the SVG element; must be constants
     */
    public InnerHtmlBuilder icon(String name, String classes) {
        html.append("<span class=\"icon\" aria-hidden=\"true\">")
                .append(SpriteIcon.svg(name, classes))
                .append("</span>");
        return this;
    }

    public InnerHtmlBuilder text(String text) {
        html.append("<span>").append(escaped(text)).append("</span>");
        return this;
    }

    /** @param classes must be constants */
    public InnerHtmlBuilder text(String text, String classes) {
        html.append("<span class=\"")
                .append(classes)
                .append("\">")
                .append(escaped(text))
                .append("</span>");
        return this;
    }

    /**
     * Wraps the HTML that has been added so far in one element.
     *
     * @param classes must be constants
     */
    public InnerHtmlBuilder wrap(String classes) {
        html.insert(0, "<div class=\"" + classes + "\">").append("</div>");
        return this;
    }

    /** Replaces the content of the element with this HTML. */
    public void applyTo(HasElement element) {
        element.getElement().setProperty("innerHTML", html());
    }

    String html() {
        return html.toString();
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
