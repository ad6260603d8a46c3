package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Arrays;

/** Section with a heading, buttons next to the heading, and a line for each item. */
public final class DetailSection extends Section {

    private final UnorderedList list = new UnorderedList();
    private final Span none;

    /**
     * @param none text of an empty section
     * @param add buttons that add items
     */
    public DetailSection(String title, String none, Component... add) {
        addClassName("parts");
        Div head = new Div(new H2(title));
        head.add(add);
        head.addClassName("parts-head");
        this.none = new Span(none);
        this.none.addClassName("muted");
        add(head, this.none, list);
    }

    public Div addLine(String name, Component action, String... facts) {
        return addLine(new Span(name), action, facts);
    }

    /**
     * @param facts short texts; blank texts are omitted
     * @return the element that contains the name and the texts
     */
    public Div addLine(Component name, Component action, String... facts) {
        Div text = new Div(name);
        name.getElement().getClassList().add("strong");
        text.addClassName("part");
        Arrays.stream(facts).filter(fact -> !fact.isBlank()).forEach(fact -> {
            Span hint = StyledElements.span("hint", fact);
            text.add(hint);
        });
        ListItem item = new ListItem(text, action);
        list.add(item);
        none.setVisible(false);
        return text;
    }
}
