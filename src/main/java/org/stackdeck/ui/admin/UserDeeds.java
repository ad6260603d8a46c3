package org.stackdeck.ui.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Set;
import java.util.function.Consumer;
import org.stackdeck.identity.Accounts;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.PasswordChange;
import org.stackdeck.identity.ResetCode;
import org.stackdeck.identity.SecondFactors;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserStateException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Runs an administrator's actions on users and reports errors. */
final class UserDeeds {

    private final Accounts accounts;
    private final PasswordChange passwords;
    private final LoginSessions sessions;
    private final SecondFactors factors;
    private final ProofPrompt prompt;
    private final CurrentUser currentUser;
    private final Words words;
    private final Consumer<User> grant;
    private final Runnable done;

    /**
     * @param grant opens the dialog that grants access to the user
     * @param done called after each action to refresh the page
     */
    UserDeeds(
            Accounts accounts,
            PasswordChange passwords,
            LoginSessions sessions,
            SecondFactors factors,
            ProofPrompt prompt,
            CurrentUser currentUser,
            Words words,
            Consumer<User> grant,
            Runnable done) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.factors = factors;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.words = words;
        this.grant = grant;
        this.done = done;
    }

    void approve(User user) {
        perform(caller -> offerAccess(accounts.approve(caller, user.id())), "", user);
    }

    void reject(User user) {
        perform(caller -> accounts.reject(caller, user.id()), "admin.users.rejected", user);
    }

    void disable(User user) {
        perform(caller -> accounts.disable(caller, user.id()), "admin.users.disabled", user);
    }

    void enable(User user) {
        perform(caller -> accounts.enable(caller, user.id()), "admin.users.enabled", user);
    }

    void setRole(User user, User.Role role) {
        perform(caller -> accounts.setRole(caller, user.id(), role), "admin.users.role-set", user);
    }

    void endSessions(User user) {
        perform(caller -> sessions.endAll(caller, user.id()), "admin.users.sessions-ended", user);
    }

    Set<Factor> factors(User user) {
        return factors.of(user.id());
    }

    void removeFactors(User user) {
        perform(caller -> accounts.removeFactors(caller, user.id()), "admin.users.factors-removed", user);
    }

    void giveResetCode(User user) {
        perform(caller -> show(user, passwords.giveCode(caller, user.id())), "", user);
    }

    /** Offers to grant access, because an approved member has none yet. */
    private void offerAccess(User approved) {
        String title = words.say("admin.users.approved", approved.name().value());
        if (approved.role() == User.Role.ADMINISTRATOR) {
            Toasts.done(title);
        } else {
            Toasts.done(title, words.say("admin.users.approved.grant"), () -> grant.accept(approved));
        }
    }

    private void perform(Deed deed, String said, User user) {
        prompt.during(words, () -> attempt(deed, said, user));
    }

    private void attempt(Deed deed, String said, User user) {
        try {
            deed.by(currentUser.caller());
            if (!said.isEmpty()) {
                Toasts.done(words.say(said, user.name().value()));
            }
        } catch (UserStateException refused) {
            Toasts.problem(
                    words.say("admin.users.refused", user.name().value()),
                    words.say("admin.users.refused." + refused.reason()));
        } catch (UnknownUserException gone) {
            Toasts.problem(words.say("admin.users.refused", user.name().value()), "");
        }
        done.run();
    }

    private void show(User user, ResetCode code) {
        Dialog dialog =
                new Dialog(words.say("admin.users.code.title", user.name().value()));
        Span shown = new Span(code.code());
        shown.addClassNames("mono", "secret");
        Div line = new Div(shown, Buttons.copy(code.code(), words.say("admin.users.code.copy")));
        line.addClassName("code");
        dialog.add(line, new Paragraph(words.say("admin.users.code.text")));
        dialog.setWidth("420px");
        dialog.getFooter().add(new Button(words.say("app.close"), _ -> dialog.close()));
        dialog.open();
    }

    @FunctionalInterface
    private interface Deed {
        void by(Caller caller);
    }
}
