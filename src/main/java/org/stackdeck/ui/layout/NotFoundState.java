package org.stackdeck.ui.layout;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/**
 * Replaces the content of a page whose object does not exist or is not visible to the user. Users cannot distinguish
 * the two cases.
 */
public final class NotFoundState extends Composite<Div> {

    public NotFoundState(Messages messages) {
        getContent()
                .add(new EmptyState(
                        "search",
                        messages.text("app.not-found.title"),
                        messages.text("app.not-found.text"),
                        StyledElements.buttonLink(ServerRoutes.PATH, messages.text("app.back-to-servers"))));
    }

    /** Returns the title of the page that shows this component. */
    public static String title(Messages messages) {
        return messages.text("app.page-title", messages.text("app.not-found.title"));
    }
}
