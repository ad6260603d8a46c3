package org.stackdeck.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Locale;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.UnsuitableKeyException;
import org.stackdeck.keypairs.KeyName;
import org.stackdeck.keypairs.KeyNameTakenException;
import org.stackdeck.keypairs.KeyPairs;
import org.stackdeck.keypairs.MadeKeyPair;
import org.stackdeck.keypairs.TooManyKeysException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/** Imports a public key, or generates a key pair and shows its private key once. */
public final class KeyPairDialog extends Dialog {

    private final transient KeyPairs keyPairs;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final transient Runnable changed;
    private final TextField name = new TextField();
    private final TextArea key = new TextArea();
    private final Div form = new Div();

    private KeyPairDialog(KeyPairs keyPairs, CurrentUser currentUser, Words words, Runnable changed, boolean pasted) {
        this.keyPairs = keyPairs;
        this.currentUser = currentUser;
        this.words = words;
        this.changed = changed;
        setHeaderTitle(words.say(pasted ? "account.keys.add" : "account.keys.make"));
        setWidth("520px");
        addClassName("order");
        form.addClassName("order-form");
        name.setLabel(words.say("account.keys.name"));
        name.setMaxLength(KeyName.LONGEST);
        name.setAutocomplete(Autocomplete.OFF);
        name.setWidthFull();
        name.setManualValidation(true);
        form.add(name);
        if (pasted) {
            key.setLabel(words.say("account.keys.public"));
            key.setPlaceholder("ssh-ed25519 AAAA…");
            key.setHelperText(words.say("account.keys.public.hint"));
            key.setWidthFull();
            key.setMinRows(4);
            key.setMaxRows(8);
            key.setManualValidation(true);
            key.addClassName("code-area");
            form.add(key);
        } else {
            form.add(new Paragraph(words.say("account.keys.make.note")));
        }
        Button confirm = new Button(words.say(pasted ? "account.keys.add" : "account.keys.make"), _ -> attempt(pasted));
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        add(form);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
        name.focus();
    }

    /** @param changed called after the key pair was saved */
    public static KeyPairDialog toPaste(KeyPairs keyPairs, CurrentUser currentUser, Words words, Runnable changed) {
        return new KeyPairDialog(keyPairs, currentUser, words, changed, true);
    }

    /** @param changed called after the key pair was saved */
    static KeyPairDialog toMake(KeyPairs keyPairs, CurrentUser currentUser, Words words, Runnable changed) {
        return new KeyPairDialog(keyPairs, currentUser, words, changed, false);
    }

    private void attempt(boolean pasted) {
        name.setInvalid(false);
        key.setInvalid(false);
        try {
            KeyName called = new KeyName(name.getValue());
            if (pasted) {
                keyPairs.add(currentUser.caller(), called, PublicKey.parse(key.getValue()));
                close();
            } else {
                show(keyPairs.make(currentUser.caller(), called));
            }
            changed.run();
        } catch (UnsuitableKeyException e) {
            key.setErrorMessage(words.say("account.keys.wrong."
                    + e.why().name().toLowerCase(Locale.ROOT).replace('_', '-')));
            key.setInvalid(true);
        } catch (KeyNameTakenException e) {
            refuse("account.keys.taken");
        } catch (TooManyKeysException e) {
            refuse("account.keys.too-many");
        } catch (IllegalArgumentException e) {
            refuse("account.keys.no-name");
        }
    }

    private void refuse(String why) {
        name.setErrorMessage(words.say(why));
        name.setInvalid(true);
    }

    /** Shows the private key. A click outside does not close the dialog, because the key cannot be shown again. */
    private void show(MadeKeyPair made) {
        setHeaderTitle(made.keyPair().name().value());
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        removeAll();
        getFooter().removeAll();
        Pre shown = new Pre(made.privateKey());
        shown.addClassName("private-key");
        Component copy = Buttons.copy(made.privateKey(), words.say("account.keys.copy-private"));
        Div box = new Div(new Paragraph(words.say("account.keys.private.note")), shown, copy);
        add(box);
        Button done = new Button(words.say("account.keys.private.done"), _ -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }
}
