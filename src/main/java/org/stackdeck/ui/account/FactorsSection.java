package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Set;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.factor.RecoveryCodeService;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.factor.TotpEnrollmentService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Second factors and recovery codes of the user. */
final class FactorsSection extends Div {

    private final transient TotpEnrollmentService totpEnrollmentService;
    private final transient RecoveryCodeService recovery;
    private final transient SecondFactorStatusService secondFactorService;
    private final transient ReauthenticationPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Messages messages;
    private final transient Runnable changed;
    private final Div list = new Div();

    /** @param changed called when a change may have ended sessions */
    FactorsSection(
            TotpEnrollmentService totpEnrollmentService,
            RecoveryCodeService recovery,
            SecondFactorStatusService secondFactorService,
            ReauthenticationPrompt prompt,
            CurrentUser currentUser,
            Messages messages,
            Runnable changed) {
        this.totpEnrollmentService = totpEnrollmentService;
        this.recovery = recovery;
        this.secondFactorService = secondFactorService;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.messages = messages;
        this.changed = changed;
        addClassNames("section", "wide");
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        Paragraph note = new Paragraph(messages.text("account.factors.note"));
        note.addClassName("muted");
        add(new H2(messages.text("account.factors")), note, list);
        render();
    }

    void render() {
        Caller caller = currentUser.caller();
        Set<AuthenticationFactor> held = secondFactorService.factorsOf(caller.userId());
        list.removeAll();
        list.add(
                held.contains(AuthenticationFactor.TOTP)
                        ? row(
                                "account.factors.totp",
                                messages.text("account.factors.on"),
                                "account.factors.remove",
                                this::remove)
                        : row(
                                "account.factors.totp",
                                messages.text("account.factors.off"),
                                "account.factors.set-up",
                                this::setUp));
        if (!held.isEmpty()) {
            list.add(row(
                    "account.factors.codes",
                    messages.text("account.factors.codes.left", recovery.countRemaining(caller)),
                    "account.factors.codes.renew",
                    this::renewRecoveryCodes));
        }
    }

    private Div row(String title, String state, String action, Runnable deed) {
        Span name = new Span(messages.text(title));
        name.addClassName("strong");
        Span how = new Span(state);
        how.addClassName("muted");
        Div what = new Div(name, how);
        what.addClassName("what");
        NativeButton button = Buttons.bordered(messages.text(action));
        button.setAriaLabel(messages.text(action) + ": " + messages.text(title));
        button.addClickListener(_ -> prompt.runAuthenticated(messages, deed));
        Div line = new Div(what, button);
        line.addClassName("session");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private void setUp() {
        new AuthenticatorSetupDialog(
                        totpEnrollmentService.beginEnrollment(currentUser.caller()), messages, this::confirm)
                .open();
    }

    private void confirm(String code) {
        List<String> codes = totpEnrollmentService.confirm(currentUser.caller(), code);
        refresh();
        Toasts.showSuccess(messages.text("account.factors.added"));
        showCodes(codes);
    }

    /** Shows the recovery codes; does nothing if the list is empty. */
    void showCodes(List<String> codes) {
        if (!codes.isEmpty()) {
            new RecoveryCodesDialog(codes, messages).open();
        }
    }

    private void renewRecoveryCodes() {
        List<String> codes = recovery.regenerate(currentUser.caller());
        refresh();
        new RecoveryCodesDialog(codes, messages).open();
    }

    private void remove() {
        try {
            totpEnrollmentService.remove(currentUser.caller());
            Toasts.showSuccess(messages.text("account.factors.removed"));
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
