package org.stackdeck.ui.keypairs;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Locale;
import java.util.function.Consumer;
import org.stackdeck.cloud.keypair.InvalidPublicKeyException;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.keypairs.GeneratedKeyPair;
import org.stackdeck.keypairs.KeyPairName;
import org.stackdeck.keypairs.KeyPairNameTakenException;
import org.stackdeck.keypairs.TooManyKeyPairsException;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that imports a public key, or generates a key pair and shows its private key once. */
public final class AddKeyPairDialog extends FormDialog {

    private final transient UserKeyPairService userKeyPairService;
    private final transient CurrentUser currentUser;
    private final transient Consumer<KeyPairName> changed;
    private final TextField name = new TextField();
    private final TextArea key = new TextArea();
    private final Div form = StyledElements.div("order-form");

    private AddKeyPairDialog(
            UserKeyPairService userKeyPairService,
            CurrentUser currentUser,
            Messages messages,
            Consumer<KeyPairName> changed,
            boolean importing) {
        super(messages, messages.text(importing ? "keypairs.add" : "keypairs.make"), "520px");
        this.userKeyPairService = userKeyPairService;
        this.currentUser = currentUser;
        this.changed = changed;
        addClassName("order");
        name.setLabel(messages.text("keypairs.name"));
        name.setMaxLength(KeyPairName.MAX_LENGTH);
        name.setAutocomplete(Autocomplete.OFF);
        name.setWidthFull();
        name.setManualValidation(true);
        form.add(name);
        if (importing) {
            key.setLabel(messages.text("keypairs.public"));
            key.setPlaceholder("ssh-ed25519 AAAA…");
            key.setHelperText(messages.text("keypairs.public.hint"));
            key.setWidthFull();
            key.setMinRows(4);
            key.setMaxRows(8);
            key.setManualValidation(true);
            key.addClassName("code-area");
            form.add(key);
        } else {
            form.add(new Paragraph(messages.text("keypairs.make.note")));
        }
        add(form);
        addButtons(importing ? "keypairs.add" : "keypairs.make", () -> submit(importing));
        name.focus();
    }

    /** @param changed receives the name after the key pair has been saved */
    public static AddKeyPairDialog forImport(
            UserKeyPairService userKeyPairService,
            CurrentUser currentUser,
            Messages messages,
            Consumer<KeyPairName> changed) {
        return new AddKeyPairDialog(userKeyPairService, currentUser, messages, changed, true);
    }

    /** @param changed receives the name after the key pair has been saved */
    public static AddKeyPairDialog forGeneration(
            UserKeyPairService userKeyPairService,
            CurrentUser currentUser,
            Messages messages,
            Consumer<KeyPairName> changed) {
        return new AddKeyPairDialog(userKeyPairService, currentUser, messages, changed, false);
    }

    private void submit(boolean importing) {
        name.setInvalid(false);
        key.setInvalid(false);
        try {
            KeyPairName keyPairName = new KeyPairName(name.getValue());
            if (importing) {
                userKeyPairService.add(currentUser.caller(), keyPairName, SshPublicKey.parse(key.getValue()));
                close();
            } else {
                showPrivateKey(userKeyPairService.generate(currentUser.caller(), keyPairName));
            }
            changed.accept(keyPairName);
        } catch (InvalidPublicKeyException e) {
            key.setErrorMessage(messages.text("keypairs.wrong."
                    + e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-')));
            key.setInvalid(true);
        } catch (KeyPairNameTakenException e) {
            markInvalid("keypairs.taken");
        } catch (TooManyKeyPairsException e) {
            markInvalid("keypairs.too-many");
        } catch (IllegalArgumentException e) {
            markInvalid("keypairs.no-name");
        }
    }

    private void markInvalid(String reason) {
        name.setErrorMessage(messages.text(reason));
        name.setInvalid(true);
        name.focus();
    }

    /**
     * Shows the private key. A click outside the dialog or the Escape key does not close the dialog, because the key
     * cannot be shown again.
     */
    private void showPrivateKey(GeneratedKeyPair generatedKeyPair) {
        setHeaderTitle(generatedKeyPair.keyPair().name().value());
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        removeAll();
        getFooter().removeAll();
        Pre shown = new Pre(generatedKeyPair.privateKey());
        shown.addClassName("private-key");
        Component copy = NativeButtons.copy(generatedKeyPair.privateKey(), messages.text("keypairs.copy-private"));
        add(new Div(new Paragraph(messages.text("keypairs.private.note")), shown, copy));
        Button done = new Button(messages.text("keypairs.private.done"), _ -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }
}
