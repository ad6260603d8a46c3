package org.stackdeck.ui.operations;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/** Shows the password that the cloud made for a server, this once. */
final class PasswordDialog extends Dialog {

    PasswordDialog(Operation operation, String password, Words words) {
        setHeaderTitle(words.say("operation.password.title", operation.serverName()));
        setWidth("480px");
        // Not by a slip: nobody sees it again.
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        Span shown = new Span(password);
        shown.addClassNames("mono", "secret");
        Div line = new Div(shown, Buttons.copy(password, words.say("operation.password.copy")));
        line.addClassName("code");
        add(line, new Paragraph(words.say("operation.password.text")));
        getFooter().add(new Button(words.say("app.close"), _ -> close()));
    }
}
