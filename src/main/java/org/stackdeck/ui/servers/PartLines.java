package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Arrays;

/** A heading with what can be added, and a line for each thing that there is. */
final class PartLines extends Section {

    private final UnorderedList list = new UnorderedList();
    private final Span none;

    /** @param none what is said where there is nothing */
    PartLines(String title, String none, Component... add) {
        addClassName("parts");
        Div head = new Div(new H2(title));
        head.add(add);
        head.addClassName("parts-head");
        this.none = new Span(none);
        this.none.addClassName("muted");
        add(head, this.none, list);
    }

    /**
     * Adds a line.
     *
     * @param facts short ones, empty ones are left out
     */
    Div line(String name, Component deed, String... facts) {
        Span called = new Span(name);
        called.addClassName("strong");
        Div text = new Div(called);
        text.addClassName("part");
        Arrays.stream(facts).filter(fact -> !fact.isBlank()).forEach(fact -> {
            Span said = new Span(fact);
            said.addClassName("hint");
            text.add(said);
        });
        ListItem item = new ListItem(text, deed);
        list.add(item);
        none.setVisible(false);
        return text;
    }
}
