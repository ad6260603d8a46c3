package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.Optional;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Creates the button that requests access, or the time of the request if one is pending. */
public final class RequestAccessButton {

    private RequestAccessButton() {}

    public static Component create(Optional<AccessRequest> pending, Runnable request, Messages messages) {
        if (pending.isPresent()) {
            return StyledElements.span(
                    "muted", messages.text("requests.waiting", pending.get().requestedAt()));
        }
        Button button = new Button(messages.text("requests.ask"), _ -> request.run());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }
}
