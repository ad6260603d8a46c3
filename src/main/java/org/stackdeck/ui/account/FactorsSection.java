package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Set;
import org.stackdeck.identity.AuthenticatorApp;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.FactorException;
import org.stackdeck.identity.RecoveryCodes;
import org.stackdeck.identity.SecondFactors;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Second factors and recovery codes of the user. */
final class FactorsSection extends Div {

    private final transient AuthenticatorApp app;
    private final transient RecoveryCodes recovery;
    private final transient SecondFactors factors;
    private final transient ProofPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final transient Runnable changed;
    private final Div list = new Div();

    /** @param changed called when a change may have ended sessions */
    FactorsSection(
            AuthenticatorApp app,
            RecoveryCodes recovery,
            SecondFactors factors,
            ProofPrompt prompt,
            CurrentUser currentUser,
            Words words,
            Runnable changed) {
        this.app = app;
        this.recovery = recovery;
        this.factors = factors;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.words = words;
        this.changed = changed;
        addClassNames("section", "wide");
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        Paragraph note = new Paragraph(words.say("account.factors.note"));
        note.addClassName("muted");
        add(new H2(words.say("account.factors")), note, list);
        show();
    }

    void show() {
        Caller caller = currentUser.caller();
        Set<Factor> held = factors.of(caller.userId());
        list.removeAll();
        list.add(
                held.contains(Factor.TOTP)
                        ? line(
                                "account.factors.totp",
                                words.say("account.factors.on"),
                                "account.factors.remove",
                                this::remove)
                        : line(
                                "account.factors.totp",
                                words.say("account.factors.off"),
                                "account.factors.set-up",
                                this::setUp));
        if (!held.isEmpty()) {
            list.add(line(
                    "account.factors.codes",
                    words.say("account.factors.codes.left", recovery.left(caller)),
                    "account.factors.codes.renew",
                    this::renew));
        }
    }

    private Div line(String title, String state, String action, Runnable deed) {
        Span name = new Span(words.say(title));
        name.addClassName("strong");
        Span how = new Span(state);
        how.addClassName("muted");
        Div what = new Div(name, how);
        what.addClassName("what");
        NativeButton button = Buttons.bordered(words.say(action));
        button.setAriaLabel(words.say(action) + ": " + words.say(title));
        button.addClickListener(_ -> prompt.during(words, deed));
        Div line = new Div(what, button);
        line.addClassName("session");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private void setUp() {
        new AuthenticatorDialog(app.begin(currentUser.caller()), words, this::confirm).open();
    }

    private void confirm(String code) {
        List<String> codes = app.confirm(currentUser.caller(), code);
        refresh();
        Toasts.done(words.say("account.factors.added"));
        showCodes(codes);
    }

    /** Shows the recovery codes; does nothing if the list is empty. */
    void showCodes(List<String> codes) {
        if (!codes.isEmpty()) {
            new RecoveryCodesDialog(codes, words).open();
        }
    }

    private void renew() {
        List<String> codes = recovery.renew(currentUser.caller());
        refresh();
        new RecoveryCodesDialog(codes, words).open();
    }

    private void remove() {
        try {
            app.remove(currentUser.caller());
            Toasts.done(words.say("account.factors.removed"));
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
