package org.stackdeck.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.servers.ServersNavigation;

/** What stands in place of a page that there is not, or that is not the reader's to see: nobody can tell one from the other. */
public final class NotFoundState extends Composite<Div> {

    public NotFoundState(Words words) {
        getContent()
                .add(new EmptyState(
                        "search",
                        words.say("app.not-found.title"),
                        words.say("app.not-found.text"),
                        EmptyState.wayTo(ServersNavigation.PATH, words.say("app.back-to-servers"))));
    }

    /** Of the page on which it stands. */
    public static String title(Words words) {
        return words.say("app.page-title", words.say("app.not-found.title"));
    }
}
