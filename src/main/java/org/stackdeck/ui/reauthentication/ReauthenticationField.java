package org.stackdeck.ui.reauthentication;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Set;
import java.util.function.Supplier;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.factor.ReauthenticationService;
import org.stackdeck.identity.passkey.PasskeyException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;

/** Re-authenticates the user with a code or a passkey if the user has a second factor, otherwise with the password. */
public final class ReauthenticationField extends Div {

    private final transient ReauthenticationService reauthenticationService;
    private final transient CurrentUser currentUser;
    private final Messages messages;
    private final boolean byPassword;
    private final PasswordField password = new PasswordField();
    private final TextField code = new TextField();
    private transient Runnable verifiedListener = () -> {};

    /** @param requestOptions returns the options for the passkey request */
    ReauthenticationField(
            ReauthenticationService reauthenticationService,
            Supplier<String> requestOptions,
            CurrentUser currentUser,
            Messages messages,
            Set<AuthenticationFactor> means) {
        this.reauthenticationService = reauthenticationService;
        this.currentUser = currentUser;
        this.messages = messages;
        this.byPassword = means.contains(AuthenticationFactor.PASSWORD);
        addClassName("proof");
        add(new Paragraph(messages.text("proof.why")));
        if (byPassword) {
            password.setLabel(messages.text("signin.password"));
            password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
            password.setWidthFull();
            password.setValueChangeMode(ValueChangeMode.EAGER);
            add(password);
        } else {
            code.setLabel(messages.text("signin.factor.code"));
            code.setHelperText(messages.text("signin.factor.hint"));
            code.getElement().setAttribute("autocomplete", "one-time-code");
            code.setWidthFull();
            code.setValueChangeMode(ValueChangeMode.EAGER);
            add(code);
        }
        if (means.contains(AuthenticationFactor.PASSKEY)) {
            add(new PasskeyButton(messages, requestOptions, this::verifyPasskey));
        }
    }

    private void verifyPasskey(String answer) {
        try {
            reauthenticationService.verifyPasskey(currentUser.caller(), answer);
            verifiedListener.run();
        } catch (PasskeyException refused) {
            markInvalid("signin.passkey.refused");
        } catch (TooManyAttemptsException tooMany) {
            markInvalid("proof.too-many");
        }
    }

    /**
     * Sets the task that runs after successful re-authentication with a passkey. In this case, the user does not
     * confirm the dialog.
     */
    public void onVerified(Runnable listener) {
        verifiedListener = listener;
    }

    public void focus() {
        if (byPassword) {
            password.focus();
        } else {
            code.focus();
        }
    }

    /** Registers a task for the Enter key in the password or code field. */
    public void onEnter(Runnable pressed) {
        password.addKeyPressListener(Key.ENTER, _ -> pressed.run());
        code.addKeyPressListener(Key.ENTER, _ -> pressed.run());
    }

    /** Verifies the input and shows an error if it is not accepted. Returns whether it is accepted. */
    public boolean verify() {
        password.setInvalid(false);
        code.setInvalid(false);
        try {
            if (byPassword) {
                reauthenticationService.verifyPassword(currentUser.caller(), password.getValue());
            } else {
                reauthenticationService.verifyCode(currentUser.caller(), code.getValue());
            }
            return true;
        } catch (InvalidInputException wrong) {
            markInvalid("signin.problem."
                    + wrong.problems().values().iterator().next().code());
        } catch (TooManyAttemptsException tooMany) {
            markInvalid("proof.too-many");
        }
        return false;
    }

    private void markInvalid(String problem) {
        HasValidation marked = byPassword ? password : code;
        marked.setErrorMessage(messages.text(problem));
        marked.setInvalid(true);
    }
}
