package org.stackdeck.ui.admin.users;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.AccountAdministrationService;
import org.stackdeck.identity.account.UserStateException;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.identity.mail.MailStatusService;
import org.stackdeck.identity.password.PasswordResetCode;
import org.stackdeck.identity.password.PasswordResetService;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.ui.access.grants.GrantAccessDialogFactory;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.CopyTextDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Runs an administrator's actions on users and reports errors. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class UserActions {

    private final AccountAdministrationService accountAdministrationService;
    private final PasswordResetService passwords;
    private final LoginSessionService loginSessionService;
    private final SecondFactorStatusService secondFactorService;
    private final MailStatusService mailStatusService;
    private final ReauthenticationHandler handler;
    private final GrantAccessDialogFactory grantAccessDialogFactory;
    private final Messages messages = Messages.current();
    private Runnable doneListener = () -> {};

    UserActions(
            AccountAdministrationService accountAdministrationService,
            PasswordResetService passwords,
            LoginSessionService loginSessionService,
            SecondFactorStatusService secondFactorService,
            MailStatusService mailStatusService,
            ReauthenticationHandler handler,
            GrantAccessDialogFactory grantAccessDialogFactory) {
        this.accountAdministrationService = accountAdministrationService;
        this.passwords = passwords;
        this.loginSessionService = loginSessionService;
        this.secondFactorService = secondFactorService;
        this.mailStatusService = mailStatusService;
        this.handler = handler;
        this.grantAccessDialogFactory = grantAccessDialogFactory;
    }

    /** Sets the listener that refreshes the page. It runs after each action, including failed actions. */
    void onDone(Runnable listener) {
        doneListener = listener;
    }

    void approve(User user) {
        perform(caller -> offerAccess(accountAdministrationService.approve(caller, user.id())), "", user);
    }

    void reject(User user) {
        perform(caller -> accountAdministrationService.reject(caller, user.id()), "admin.users.rejected", user);
    }

    void disable(User user) {
        perform(caller -> accountAdministrationService.disable(caller, user.id()), "admin.users.disabled", user);
    }

    void enable(User user) {
        perform(caller -> accountAdministrationService.enable(caller, user.id()), "admin.users.enabled", user);
    }

    void setRole(User user, User.Role role) {
        perform(caller -> accountAdministrationService.setRole(caller, user.id(), role), "admin.users.role-set", user);
    }

    void endSessions(User user) {
        perform(caller -> loginSessionService.endAll(caller, user.id()), "admin.users.sessions-ended", user);
    }

    Set<AuthenticationFactor> factors(User user) {
        return secondFactorService.factorsOf(user.id());
    }

    void removeFactors(User user) {
        perform(
                caller -> accountAdministrationService.removeSecondFactors(caller, user.id()),
                "admin.users.factors-removed",
                user);
    }

    void createResetCode(User user) {
        perform(caller -> showResetCode(user, passwords.createCode(caller, user.id())), "", user);
    }

    boolean canProposeEmail() {
        return mailStatusService.isConfigured();
    }

    /**
     * Opens the dialog to enter an e-mail address for the user. The message with the code is in the user's language or,
     * if the user has not selected a language, in the administrator's.
     */
    void proposeEmail(User user) {
        new EmailDialog(
                        messages,
                        user.name().value(),
                        address -> perform(
                                caller -> accountAdministrationService.proposeEmail(
                                        caller, user.id(), new MailRecipient(address, language(user))),
                                "admin.users.email.sent",
                                user))
                .open();
    }

    private Locale language(User user) {
        return user.language() == null ? messages.locale() : Locale.forLanguageTag(user.language());
    }

    /** Confirms the approval. For a member, also offers to grant access, because a new member usually has no access. */
    private void offerAccess(User approved) {
        String title = messages.text("admin.users.approved", approved.name().value());
        if (approved.role() == User.Role.ADMINISTRATOR) {
            Toasts.showSuccess(title);
        } else {
            Toasts.showSuccess(title, messages.text("admin.users.approved.grant"), () -> grantAccess(approved));
        }
    }

    private void grantAccess(User user) {
        grantAccessDialogFactory.open(messages, Grantee.of(user.id()), doneListener);
    }

    private void perform(Consumer<Caller> action, String successKey, User user) {
        handler.runAuthenticated(messages, caller -> attempt(caller, action, successKey, user));
    }

    private void attempt(Caller caller, Consumer<Caller> action, String successKey, User user) {
        try {
            action.accept(caller);
            if (!successKey.isEmpty()) {
                Toasts.showSuccess(messages.text(successKey, user.name().value()));
            }
        } catch (UserStateException refused) {
            Toasts.showError(
                    messages.text("admin.users.refused", user.name().value()),
                    messages.text("admin.users.refused." + refused.reason()));
        } catch (UnknownUserException gone) {
            Toasts.showError(messages.text("admin.users.refused", user.name().value()), "");
        }
        doneListener.run();
    }

    private void showResetCode(User user, PasswordResetCode code) {
        CopyTextDialog.forSecret(
                        messages,
                        messages.text("admin.users.code.title", user.name().value()),
                        code.code(),
                        messages.text("admin.users.code.copy"),
                        messages.text("admin.users.code.text"))
                .open();
    }
}
