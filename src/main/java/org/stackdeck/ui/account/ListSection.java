package org.stackdeck.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import org.stackdeck.ui.component.Section;
import org.stackdeck.ui.i18n.Messages;

/** Section with a list. A row consists of a name, times and buttons. */
abstract class ListSection extends Section {

    private final Div list = new Div();

    ListSection(Messages messages, String key) {
        super(messages, key);
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        add(list);
    }

    final void removeRows() {
        list.removeAll();
    }

    final void addRow(Component... parts) {
        Div row = new Div(parts);
        row.addClassName("session");
        row.getElement().setAttribute("role", "listitem");
        list.add(row);
    }

    static Div name(Component... parts) {
        Div name = new Div(parts);
        name.addClassName("what");
        return name;
    }

    static Div times(Component... parts) {
        Div times = new Div(parts);
        times.addClassNames("when", "muted");
        return times;
    }

    static Span text(String text, String... classes) {
        Span span = new Span(text);
        span.addClassNames(classes);
        return span;
    }

    final Span time(String key, Instant at) {
        Span time = new Span(new Span(messages.text(key) + " "));
        time.getElement().appendChild(time(at));
        return time;
    }

    static Element time(Instant at) {
        return new Element("sd-time").setProperty("at", (double) at.toEpochMilli());
    }
}
