package org.stackdeck.ui.account;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.VaadinRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.passkey.Passkey;
import org.stackdeck.identity.passkey.PasskeyException;
import org.stackdeck.identity.passkey.PasskeyService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.DeviceLabels;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Passkeys of the user. */
@JsModule("context://frontend/js/passkey.js")
final class PasskeysSection extends Div {

    private final transient PasskeyService passkeyService;
    private final transient ReauthenticationPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Messages messages;
    private final transient Consumer<List<String>> added;
    private final transient Runnable changed;
    private final Div list = new Div();

    /**
     * @param added receives the recovery codes if the passkey is the first factor
     * @param changed called after each change
     */
    PasskeysSection(
            PasskeyService passkeyService,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser,
            Messages messages,
            Consumer<List<String>> added,
            Runnable changed) {
        this.passkeyService = passkeyService;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.messages = messages;
        this.added = added;
        this.changed = changed;
        addClassNames("section", "wide");
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        Paragraph note = new Paragraph(messages.text("account.passkeys.note"));
        note.addClassName("muted");
        NativeButton add = Buttons.bordered(messages.text("account.passkeys.add"));
        add.addClickListener(_ -> prompt.runAuthenticated(messages, this::startRegistration));
        add(new H2(messages.text("account.passkeys")), note, list, new Div(add));
        render();
    }

    void render() {
        list.removeAll();
        passkeyService.listOwn(currentUser.caller()).forEach(passkey -> list.add(row(passkey)));
    }

    private Div row(Passkey passkey) {
        TextField name = new TextField();
        name.setValue(passkey.label());
        name.setAriaLabel(messages.text("account.passkeys.name"));
        name.setMaxLength(100);
        name.addValueChangeListener(event -> {
            passkeyService.rename(currentUser.caller(), passkey.id(), event.getValue());
            Toasts.showSuccess(messages.text("account.passkeys.renamed"));
        });
        Div what = new Div(name);
        what.addClassName("what");
        Div when = new Div(
                time("account.sessions.since", passkey.createdAt()), time("account.sessions.used", passkey.usedAt()));
        when.addClassNames("when", "muted");
        NativeButton remove = Buttons.bordered(messages.text("account.factors.remove"));
        remove.setAriaLabel(messages.text("account.passkeys.remove.of", passkey.label()));
        remove.addClickListener(_ -> prompt.runAuthenticated(messages, () -> remove(passkey)));
        Div line = new Div(what, when, remove);
        line.addClassName("session");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private Span time(String key, Instant at) {
        Span time = new Span(new Span(messages.text(key) + " "));
        time.getElement().appendChild(new Element("sd-time").setProperty("at", (double) at.toEpochMilli()));
        return time;
    }

    private void startRegistration() {
        String label =
                messages.text(DeviceLabels.browser(VaadinRequest.getCurrent().getHeader(HttpHeaders.USER_AGENT)));
        getElement()
                .executeJs(
                        "return window.stackdeckPasskey.create($0)",
                        passkeyService.beginRegistration(currentUser.caller()))
                .then(
                        String.class,
                        answer -> add(answer, label),
                        _ -> Toasts.showError(
                                messages.text("account.passkeys.not-made"),
                                messages.text("account.passkeys.not-made.why")));
    }

    private void add(String answer, String label) {
        try {
            List<String> codes = passkeyService.finishRegistration(currentUser.caller(), answer, label);
            refresh();
            Toasts.showSuccess(messages.text("account.passkeys.added"));
            added.accept(codes);
        } catch (PasskeyException refused) {
            Toasts.showError(
                    messages.text("account.passkeys.not-made"), messages.text("account.passkeys.not-made.why"));
        }
    }

    private void remove(Passkey passkey) {
        try {
            passkeyService.remove(currentUser.caller(), passkey.id());
            Toasts.showSuccess(messages.text("account.passkeys.removed"));
        } catch (AuthenticationFactorException refused) {
            Toasts.showError(
                    messages.text("account.factors.refused"),
                    messages.text("account.factors.refused." + refused.reason()));
        }
        refresh();
    }

    private void refresh() {
        render();
        changed.run();
    }
}
