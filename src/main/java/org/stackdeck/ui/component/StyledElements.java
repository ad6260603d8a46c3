package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** Creates HTML elements with CSS classes. Separate several class names with spaces. */
public final class StyledElements {

    private StyledElements() {}

    public static Div div(String classes, Component... parts) {
        Div div = new Div(parts);
        div.setClassName(classes);
        return div;
    }

    public static Div div(String classes, String text) {
        Div div = new Div(text);
        div.setClassName(classes);
        return div;
    }

    public static Span span(String classes, Component... parts) {
        Span span = new Span(parts);
        span.setClassName(classes);
        return span;
    }

    public static Span span(String classes, String text) {
        Span span = new Span(text);
        span.setClassName(classes);
        return span;
    }

    public static Paragraph paragraph(String classes, Component... parts) {
        Paragraph paragraph = new Paragraph(parts);
        paragraph.setClassName(classes);
        return paragraph;
    }

    public static Paragraph paragraph(String classes, String text) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.setClassName(classes);
        return paragraph;
    }

    /** Creates a link with the appearance of a button. */
    public static Anchor buttonLink(String path, String label) {
        Anchor link = new Anchor(path, label);
        link.addClassName("button");
        return link;
    }
}
