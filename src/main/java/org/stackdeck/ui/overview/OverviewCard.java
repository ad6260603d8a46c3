package org.stackdeck.ui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.text.NumberFormat;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Section of the overview page with a heading. The heading is also the accessible name of the section. */
abstract class OverviewCard extends Section {

    protected final Messages messages;
    protected final NumberFormat numbers;

    /**
     * @param key suffix of the message key and the CSS class
     * @param aside components next to the heading
     */
    protected OverviewCard(Messages messages, String key, Component... aside) {
        this.messages = messages;
        this.numbers = NumberFormat.getIntegerInstance(messages.locale());
        addClassNames("entry-card", "overview-" + key);
        H2 heading = new H2(messages.text("overview." + key));
        heading.setId("overview-" + key);
        getElement().setAttribute("aria-labelledby", "overview-" + key);
        Div head = StyledElements.div("card-head", heading);
        head.add(aside);
        add(head);
    }
}
