package org.stackdeck.ui.proof;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Set;
import java.util.function.Supplier;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.PasskeyException;
import org.stackdeck.identity.Proofs;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Words;

/** Re-authentication by a code if the user has a second factor, else by the password. */
public final class ProofField extends Div {

    private final transient Proofs proofs;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final boolean byPassword;
    private final PasswordField password = new PasswordField();
    private final TextField code = new TextField();
    private transient Runnable proved = () -> {};

    /** @param ask returns the options for the passkey request */
    ProofField(Proofs proofs, Supplier<String> ask, CurrentUser currentUser, Words words, Set<Factor> means) {
        this.proofs = proofs;
        this.currentUser = currentUser;
        this.words = words;
        this.byPassword = means.contains(Factor.PASSWORD);
        addClassName("proof");
        add(new Paragraph(words.say("proof.why")));
        if (byPassword) {
            password.setLabel(words.say("signin.password"));
            password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
            password.setWidthFull();
            add(password);
        } else {
            code.setLabel(words.say("signin.factor.code"));
            code.setHelperText(words.say("signin.factor.hint"));
            code.getElement().setAttribute("autocomplete", "one-time-code");
            code.setWidthFull();
            add(code);
        }
        if (means.contains(Factor.PASSKEY)) {
            add(new PasskeyButton(words, ask, this::byPasskey));
        }
    }

    private void byPasskey(String answer) {
        try {
            proofs.byPasskey(currentUser.caller(), answer);
            proved.run();
        } catch (PasskeyException refused) {
            mark("signin.passkey.refused");
        } catch (TooManyAttemptsException tooMany) {
            mark("proof.too-many");
        }
    }

    /** Registers a task for a successful re-authentication by passkey, which requires no further button. */
    public void onProved(Runnable then) {
        proved = then;
    }

    public void focus() {
        if (byPassword) {
            password.focus();
        } else {
            code.focus();
        }
    }

    /** Registers a task for the Enter key. */
    void onEnter(Runnable pressed) {
        getElement()
                .addEventListener("keydown", _ -> pressed.run())
                .setFilter("event.key === 'Enter'")
                .synchronizeProperty("value");
    }

    /** Verifies the input. If it is wrong, the field shows the reason. */
    public boolean prove() {
        password.setInvalid(false);
        code.setInvalid(false);
        try {
            if (byPassword) {
                proofs.byPassword(currentUser.caller(), password.getValue());
            } else {
                proofs.byCode(currentUser.caller(), code.getValue());
            }
            return true;
        } catch (InvalidInputException wrong) {
            mark("signin.problem." + wrong.problems().values().iterator().next().word());
        } catch (TooManyAttemptsException tooMany) {
            mark("proof.too-many");
        }
        return false;
    }

    private void mark(String problem) {
        HasValidation marked = byPassword ? password : code;
        marked.setErrorMessage(words.say(problem));
        marked.setInvalid(true);
    }
}
