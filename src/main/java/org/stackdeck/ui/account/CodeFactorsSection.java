package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.factor.RecoveryCodeService;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.factor.TotpEnrollmentService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.ListSection;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Section for the user's authenticator app and recovery codes. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class CodeFactorsSection extends ListSection {

    private final transient TotpEnrollmentService totpEnrollmentService;
    private final transient RecoveryCodeService recovery;
    private final transient SecondFactorStatusService secondFactorService;
    private final transient ReauthenticationHandler handler;
    private final transient CurrentUser currentUser;
    private transient Runnable changeListener = () -> {};

    CodeFactorsSection(
            TotpEnrollmentService totpEnrollmentService,
            RecoveryCodeService recovery,
            SecondFactorStatusService secondFactorService,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        super(Messages.current(), "account.factors");
        this.totpEnrollmentService = totpEnrollmentService;
        this.recovery = recovery;
        this.secondFactorService = secondFactorService;
        this.handler = handler;
        this.currentUser = currentUser;
        render();
    }

    /** Sets the listener that runs after each change, because a change can end sessions. */
    void onChange(Runnable listener) {
        changeListener = listener;
    }

    void render() {
        Caller caller = currentUser.caller();
        Set<AuthenticationFactor> held = secondFactorService.factorsOf(caller.userId());
        removeRows();
        if (held.contains(AuthenticationFactor.TOTP)) {
            addRow("account.factors.totp", messages.text("account.factors.on"), "account.factors.remove", this::remove);
        } else {
            addRow("account.factors.totp", messages.text("account.factors.off"), "account.factors.set-up", this::setUp);
        }
        if (!held.isEmpty()) {
            addRow(
                    "account.factors.codes",
                    messages.text("account.factors.codes.left", recovery.countRemaining(caller)),
                    "account.factors.codes.renew",
                    this::renewRecoveryCodes);
        }
    }

    private void addRow(String title, String state, String action, Consumer<Caller> change) {
        NativeButton button = NativeButtons.bordered(messages.text(action));
        button.setAriaLabel(messages.text(action) + ": " + messages.text(title));
        button.addClickListener(_ -> handler.runAuthenticated(
                messages, caller -> FactorChange.run(messages, () -> change.accept(caller), this::refresh)));
        addRow(name(StyledElements.span("strong", messages.text(title)), StyledElements.span("muted", state)), button);
    }

    private void setUp(Caller caller) {
        new AuthenticatorSetupDialog(totpEnrollmentService.beginEnrollment(caller), messages, this::confirm).open();
    }

    private void confirm(String code) {
        List<String> codes;
        try {
            codes = totpEnrollmentService.confirm(currentUser.caller(), code);
        } catch (AuthenticationFactorException e) {
            // The setup has expired, or the user has repeated or finished it in another tab.
            refresh();
            Toasts.showError(messages.text("account.factors.refused"), messages.text("account.factors.setup-ended"));
            return;
        }
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

    private void renewRecoveryCodes(Caller caller) {
        List<String> codes = recovery.regenerate(caller);
        refresh();
        new RecoveryCodesDialog(codes, messages).open();
    }

    private void remove(Caller caller) {
        totpEnrollmentService.remove(caller);
        refresh();
        Toasts.showSuccess(messages.text("account.factors.removed"));
    }

    private void refresh() {
        render();
        changeListener.run();
    }
}
