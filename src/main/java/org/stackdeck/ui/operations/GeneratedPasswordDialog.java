package org.stackdeck.ui.operations;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.i18n.Messages;

/** Shows a password that the cloud generated for a server. It is shown only once. */
final class GeneratedPasswordDialog extends Dialog {

    GeneratedPasswordDialog(Operation operation, String password, Messages messages) {
        setHeaderTitle(messages.text("operation.password.title", operation.serverName()));
        setWidth("480px");
        // Prevents closing by accident, because the password is not shown again.
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        Span shown = new Span(password);
        shown.addClassNames("mono", "secret");
        Div line = new Div(shown, Buttons.copy(password, messages.text("operation.password.copy")));
        line.addClassName("code");
        add(line, new Paragraph(messages.text("operation.password.text")));
        getFooter().add(new Button(messages.text("app.close"), _ -> close()));
    }
}
