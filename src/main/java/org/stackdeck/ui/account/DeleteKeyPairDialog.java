package org.stackdeck.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.ui.i18n.Messages;

/** Asks for confirmation before a key pair is deleted, because it cannot be restored. */
final class DeleteKeyPairDialog extends Dialog {

    DeleteKeyPairDialog(Messages messages, KeyPair pair, Runnable remove) {
        setHeaderTitle(messages.text("account.keys.remove.title", pair.name().value()));
        setWidth("420px");
        add(new Paragraph(messages.text("account.keys.remove.note")));
        Button confirm = new Button(messages.text("account.keys.remove.confirm"), _ -> {
            close();
            remove.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
    }
}
