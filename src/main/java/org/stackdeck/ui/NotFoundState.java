package org.stackdeck.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.servers.ServersNavigation;

/**
 * Replaces the content of a page whose object does not exist or is not visible to the user. The two cases are
 * indistinguishable.
 */
public final class NotFoundState extends Composite<Div> {

    public NotFoundState(Words words) {
        getContent()
                .add(new EmptyState(
                        "search",
                        words.say("app.not-found.title"),
                        words.say("app.not-found.text"),
                        EmptyState.wayTo(ServersNavigation.PATH, words.say("app.back-to-servers"))));
    }

    /** Title of the page that shows this component. */
    public static String title(Words words) {
        return words.say("app.page-title", words.say("app.not-found.title"));
    }
}
