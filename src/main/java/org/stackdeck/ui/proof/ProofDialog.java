package org.stackdeck.ui.proof;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import org.stackdeck.ui.component.Words;

/** Requires re-authentication and then runs the action. */
final class ProofDialog extends Dialog {

    private final ProofField field;
    private final transient Runnable deed;

    ProofDialog(ProofField field, Words words, Runnable deed) {
        this.field = field;
        this.deed = deed;
        setHeaderTitle(words.say("proof.title"));
        setWidth("420px");
        add(field);
        field.onEnter(this::confirm);
        field.onProved(this::goOn);
        Button confirm = new Button(words.say("proof.confirm"), _ -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
        addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                field.focus();
            }
        });
    }

    private void confirm() {
        if (isOpened() && field.prove()) {
            goOn();
        }
    }

    private void goOn() {
        close();
        deed.run();
    }
}
