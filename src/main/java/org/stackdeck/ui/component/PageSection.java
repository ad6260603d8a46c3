package org.stackdeck.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.i18n.Messages;

/**
 * Section of a page: heading, explanation and content. The ID of a section with a heading is the message key of the
 * heading.
 */
public class PageSection extends Div {

    protected final Messages messages;

    /** Creates a section without a heading, for a page with a single section. */
    protected PageSection(Messages messages) {
        this.messages = messages;
        addClassNames("section", "wide");
    }

    /** @param key key of the heading; the key of the explanation, if any, ends with {@code .note} */
    public PageSection(Messages messages, String key) {
        this(messages);
        setId(key);
        add(new H2(messages.text(key)));
        messages.findText(key + ".note").map(Paragraph::new).ifPresent(note -> {
            note.addClassName("muted");
            add(note);
        });
    }
}
