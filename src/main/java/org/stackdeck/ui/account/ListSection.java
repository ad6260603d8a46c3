package org.stackdeck.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import org.stackdeck.ui.component.Section;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Section with a list. A row consists of a name, times and buttons. */
abstract class ListSection extends Section {

    private final Div list = StyledElements.div("sessions");

    ListSection(Messages messages, String key) {
        super(messages, key);
        list.getElement().setAttribute("role", "list");
        add(list);
    }

    final void removeRows() {
        list.removeAll();
    }

    final void addRow(Component... parts) {
        Div row = StyledElements.div("session", parts);
        row.getElement().setAttribute("role", "listitem");
        list.add(row);
    }

    static Div name(Component... parts) {
        Div name = StyledElements.div("what", parts);
        return name;
    }

    static Div times(Component... parts) {
        Div times = StyledElements.div("when muted", parts);
        return times;
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
