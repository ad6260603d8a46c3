package org.stackdeck.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.ui.component.Words;

/** Asks for confirmation before a key pair is deleted, because it cannot be restored. */
final class KeyPairRemoval extends Dialog {

    KeyPairRemoval(Words words, KeyPair pair, Runnable remove) {
        setHeaderTitle(words.say("account.keys.remove.title", pair.name().value()));
        setWidth("420px");
        add(new Paragraph(words.say("account.keys.remove.note")));
        Button confirm = new Button(words.say("account.keys.remove.confirm"), _ -> {
            close();
            remove.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
    }
}
