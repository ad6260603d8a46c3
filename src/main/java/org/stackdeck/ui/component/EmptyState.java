package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** Placeholder for missing content: an icon, a title, the reason and the next steps. */
public final class EmptyState extends Div {

    public EmptyState(String icon, String title, String text, Component... next) {
        addClassName("empty-state");
        add(StyledElements.div("picture", new SpriteIcon(icon)), new H2(title), new Paragraph(text));
        if (next.length > 0) {
            add(StyledElements.div("steps", next));
        }
    }
}
