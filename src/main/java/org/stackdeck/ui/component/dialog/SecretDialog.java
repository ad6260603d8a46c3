package org.stackdeck.ui.component.dialog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that shows a secret once, with a button that copies it. */
public final class SecretDialog extends Dialog {

    public SecretDialog(Messages messages, String title, String secret, String copyLabel, String explanation) {
        setHeaderTitle(title);
        // Only the button closes the dialog, because the secret cannot be shown again.
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        Div line = StyledElements.div(
                "code", StyledElements.span("mono secret", secret), NativeButtons.copy(secret, copyLabel));
        add(line, new Paragraph(explanation));
        getFooter().add(new Button(messages.text("app.close"), _ -> close()));
    }
}
