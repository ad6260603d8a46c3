package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import org.stackdeck.ui.i18n.Messages;

/** Section with a list. A row consists of a name, times and buttons. */
public abstract class ListSection extends PageSection {

    private final Div list = StyledElements.div("sessions");

    /** @param key key of the heading, as in {@link PageSection} */
    protected ListSection(Messages messages, String key) {
        super(messages, key);
        initList();
    }

    /** Creates a list without a heading. */
    protected ListSection(Messages messages) {
        super(messages);
        initList();
    }

    private void initList() {
        list.getElement().setAttribute("role", "list");
        add(list);
    }

    protected final void removeRows() {
        list.removeAll();
    }

    protected final void addRow(Component... parts) {
        Div row = StyledElements.div("session", parts);
        row.getElement().setAttribute("role", "listitem");
        list.add(row);
    }

    protected static Div name(Component... parts) {
        return StyledElements.div("what", parts);
    }

    protected static Div times(Component... parts) {
        return StyledElements.div("when muted", parts);
    }

    protected final Span time(String key, Instant at) {
        Span time = new Span(new Span(messages.text(key) + " "));
        time.getElement().appendChild(time(at));
        return time;
    }

    protected static Element time(Instant at) {
        return new Element("sd-time").setProperty("at", (double) at.toEpochMilli());
    }
}
