package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import org.stackdeck.ui.i18n.Messages;

/** Page whose title is fixed and is also the heading. */
public abstract class TitledPage extends Div implements HasDynamicTitle {

    protected final Messages messages = Messages.current();
    private final String titleKey;

    protected TitledPage(String titleKey) {
        this.titleKey = titleKey;
        addClassName("list-page");
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text(titleKey));
    }

    /**
     * Adds the header and returns it.
     *
     * @param aside elements on the right of the heading
     */
    protected final Div addHeader(Component... aside) {
        Div header = ListPageElements.header(messages.text(titleKey), aside);
        add(header);
        return header;
    }
}
