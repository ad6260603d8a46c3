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
import org.stackdeck.identity.FactorException;
import org.stackdeck.identity.Passkey;
import org.stackdeck.identity.PasskeyException;
import org.stackdeck.identity.Passkeys;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Device;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Passkeys of the user. */
@JsModule("context://frontend/js/passkey.js")
final class PasskeysSection extends Div {

    private final transient Passkeys passkeys;
    private final transient ProofPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final transient Consumer<List<String>> added;
    private final transient Runnable changed;
    private final Div list = new Div();

    /**
     * @param added receives the recovery codes if the passkey is the first factor
     * @param changed called after each change
     */
    PasskeysSection(
            Passkeys passkeys,
            ProofPrompt prompt,
            CurrentUser currentUser,
            Words words,
            Consumer<List<String>> added,
            Runnable changed) {
        this.passkeys = passkeys;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.words = words;
        this.added = added;
        this.changed = changed;
        addClassNames("section", "wide");
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        Paragraph note = new Paragraph(words.say("account.passkeys.note"));
        note.addClassName("muted");
        NativeButton add = Buttons.bordered(words.say("account.passkeys.add"));
        add.addClickListener(_ -> prompt.during(words, this::begin));
        add(new H2(words.say("account.passkeys")), note, list, new Div(add));
        show();
    }

    void show() {
        list.removeAll();
        passkeys.own(currentUser.caller()).forEach(passkey -> list.add(line(passkey)));
    }

    private Div line(Passkey passkey) {
        TextField name = new TextField();
        name.setValue(passkey.label());
        name.setAriaLabel(words.say("account.passkeys.name"));
        name.setMaxLength(100);
        name.addValueChangeListener(event -> {
            passkeys.rename(currentUser.caller(), passkey.id(), event.getValue());
            Toasts.done(words.say("account.passkeys.renamed"));
        });
        Div what = new Div(name);
        what.addClassName("what");
        Div when = new Div(
                time("account.sessions.since", passkey.createdAt()), time("account.sessions.used", passkey.usedAt()));
        when.addClassNames("when", "muted");
        NativeButton remove = Buttons.bordered(words.say("account.factors.remove"));
        remove.setAriaLabel(words.say("account.passkeys.remove.of", passkey.label()));
        remove.addClickListener(_ -> prompt.during(words, () -> remove(passkey)));
        Div line = new Div(what, when, remove);
        line.addClassName("session");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private Span time(String key, Instant at) {
        Span time = new Span(new Span(words.say(key) + " "));
        time.getElement().appendChild(new Element("sd-time").setProperty("at", (double) at.toEpochMilli()));
        return time;
    }

    private void begin() {
        String label = words.say(Device.browser(VaadinRequest.getCurrent().getHeader(HttpHeaders.USER_AGENT)));
        getElement()
                .executeJs("return window.stackdeckPasskey.create($0)", passkeys.begin(currentUser.caller()))
                .then(
                        String.class,
                        answer -> add(answer, label),
                        _ -> Toasts.problem(
                                words.say("account.passkeys.not-made"), words.say("account.passkeys.not-made.why")));
    }

    private void add(String answer, String label) {
        try {
            List<String> codes = passkeys.add(currentUser.caller(), answer, label);
            refresh();
            Toasts.done(words.say("account.passkeys.added"));
            added.accept(codes);
        } catch (PasskeyException refused) {
            Toasts.problem(words.say("account.passkeys.not-made"), words.say("account.passkeys.not-made.why"));
        }
    }

    private void remove(Passkey passkey) {
        try {
            passkeys.remove(currentUser.caller(), passkey.id());
            Toasts.done(words.say("account.passkeys.removed"));
        } catch (FactorException refused) {
            Toasts.problem(
                    words.say("account.factors.refused"), words.say("account.factors.refused." + refused.reason()));
        }
        refresh();
    }

    private void refresh() {
        show();
        changed.run();
    }
}
