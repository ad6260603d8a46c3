package org.stackdeck.ui.admin.users;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.identity.mail.EmailAddress;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog in which an administrator enters an e-mail address, which the user must confirm. */
final class EmailDialog extends FormDialog {

    EmailDialog(Messages messages, String userName, Consumer<EmailAddress> submit) {
        super(messages, messages.text("admin.users.email.title", userName), "420px");
        TextField address = new TextField(messages.text("account.email"));
        address.setMaxLength(EmailAddress.MAX_LENGTH);
        addFields(new Paragraph(messages.text("admin.users.email.text")), address);
        addButtons("account.email.send", () -> {
            Optional<EmailAddress> typed = EmailAddress.parse(address.getValue());
            if (check(address, typed.isPresent(), "signin.problem.email-form")) {
                close();
                typed.ifPresent(submit);
            }
        });
        address.focus();
    }
}
