package org.stackdeck.ui.account;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinRequest;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.http.HttpHeaders;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.passkey.Passkey;
import org.stackdeck.identity.passkey.PasskeyException;
import org.stackdeck.identity.passkey.PasskeyService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.ListSection;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.DeviceLabels;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

@JsModule("context://frontend/js/passkey.js")
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class PasskeysSection extends ListSection {

    private final transient PasskeyService passkeyService;
    private final transient ReauthenticationHandler handler;
    private final transient CurrentUser currentUser;
    private transient Consumer<List<String>> recoveryCodeListener = _ -> {};
    private transient Runnable changeListener = () -> {};
    private boolean registering;

    PasskeysSection(PasskeyService passkeyService, ReauthenticationHandler handler, CurrentUser currentUser) {
        super(Messages.current(), "account.passkeys");
        this.passkeyService = passkeyService;
        this.handler = handler;
        this.currentUser = currentUser;
        NativeButton add = NativeButtons.bordered(messages.text("account.passkeys.add"));
        add.addClickListener(_ -> handler.runAuthenticated(messages, this::startRegistration));
        add(new Div(add));
        render();
    }

    /**
     * Sets the listener that receives the recovery codes after a passkey has been added. The list is empty if the user
     * already has recovery codes.
     */
    void onRecoveryCodes(Consumer<List<String>> listener) {
        recoveryCodeListener = listener;
    }

    /** Sets the listener that runs after the addition or removal of a passkey. */
    void onChange(Runnable listener) {
        changeListener = listener;
    }

    private void render() {
        removeRows();
        passkeyService.listOwn(currentUser.caller()).forEach(this::addRow);
    }

    private void addRow(Passkey passkey) {
        TextField name = new TextField();
        name.setValue(passkey.label());
        name.setAriaLabel(messages.text("account.passkeys.name"));
        name.setMaxLength(100);
        name.setManualValidation(true);
        name.setErrorMessage(messages.text("account.passkeys.name.missing"));
        NativeButton remove = NativeButtons.bordered(messages.text("account.factors.remove"));
        remove.setAriaLabel(messages.text("account.passkeys.remove.of", passkey.label()));
        UserInputListeners.saveOnChange(name, value -> {
            name.setInvalid(value.isBlank());
            if (name.isInvalid()) {
                return;
            }
            passkeyService.rename(currentUser.caller(), passkey.id(), value);
            remove.setAriaLabel(messages.text("account.passkeys.remove.of", value));
            Toasts.showSuccess(messages.text("account.passkeys.renamed"));
        });
        remove.addClickListener(_ -> handler.runAuthenticated(messages, caller -> remove(caller, passkey)));
        addRow(
                name(name),
                times(
                        time("account.sessions.since", passkey.createdAt()),
                        time("account.sessions.used", passkey.usedAt())),
                remove);
    }

    /**
     * Requests a new passkey unless a request is pending, because each request occupies memory until the browser
     * responds.
     */
    private void startRegistration(Caller caller) {
        if (registering) {
            return;
        }
        // Can require re-authentication, after which this method runs again.
        String options = passkeyService.beginRegistration(caller);
        registering = true;
        String label =
                messages.text(DeviceLabels.browser(VaadinRequest.getCurrent().getHeader(HttpHeaders.USER_AGENT)));
        getElement()
                .executeJs("return window.stackdeckPasskey.create($0)", options)
                .then(
                        String.class,
                        answer -> {
                            registering = false;
                            add(answer, label);
                        },
                        _ -> {
                            registering = false;
                            showNotAdded();
                        });
    }

    private void add(String answer, String label) {
        try {
            List<String> codes = passkeyService.finishRegistration(currentUser.caller(), answer, label);
            refresh();
            Toasts.showSuccess(messages.text("account.passkeys.added"));
            recoveryCodeListener.accept(codes);
        } catch (PasskeyException refused) {
            showNotAdded();
        }
    }

    private void showNotAdded() {
        Toasts.showError(messages.text("account.passkeys.not-made"), messages.text("account.passkeys.not-made.why"));
    }

    private void remove(Caller caller, Passkey passkey) {
        FactorChange.run(
                messages,
                () -> {
                    passkeyService.remove(caller, passkey.id());
                    refresh();
                    Toasts.showSuccess(messages.text("account.passkeys.removed"));
                },
                this::refresh);
    }

    private void refresh() {
        render();
        changeListener.run();
    }
}
