package org.stackdeck.ui.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.i18n.Messages;

/** Warns administrators about low free space in the data directory. */
final class LowDiskSpaceBanner extends Div {

    LowDiskSpaceBanner(String directory, Messages messages) {
        addClassName("banners");
        Div banner = new Div(new Icon("warn"), new Span(messages.text("app.low-space", directory)));
        banner.addClassName("banner");
        banner.getElement().setAttribute("role", "status");
        add(banner);
        setVisible(false);
    }
}
