package org.stackdeck.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Warns administrators about low free space in the data directory. */
final class LowSpaceBanner extends Div {

    LowSpaceBanner(String directory, Words words) {
        addClassName("banners");
        Div banner = new Div(new Icon("warn"), new Span(words.say("app.low-space", directory)));
        banner.addClassName("banner");
        banner.getElement().setAttribute("role", "status");
        add(banner);
        setVisible(false);
    }
}
