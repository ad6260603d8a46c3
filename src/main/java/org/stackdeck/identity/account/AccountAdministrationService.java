package org.stackdeck.identity.account;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.User.State;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.factor.SecondFactorResetService;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.mail.AccountAdministrationMailer;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.password.PasswordResetCodeRepository;
import org.stackdeck.identity.registration.RegistrationNameConflict;
import org.stackdeck.identity.registration.RegistrationNameConflictService;

/**
 * Executes actions of administrators on accounts. Each method throws {@link NotAdministratorException} if the caller is
 * not an active administrator. Each change also throws {@link StepUpRequiredException} if the caller's last
 * authentication is too old; {@link UnknownUserException} if the user or the name conflict does not exist; and {@link
 * UserStateException} if the account's state does not allow the change, or the change would disable or demote the last
 * administrator. Changes and their refusals are audited.
 */
@Service
public class AccountAdministrationService {

    private final AccountChangeExecutor executor;
    private final RegistrationNameConflictService nameConflicts;
    private final PasswordResetCodeRepository codes;
    private final SecondFactorStatusService secondFactorService;
    private final SecondFactorResetService secondFactorResetService;
    private final JpaSecurityNoticeService jpaSecurityNoticeService;
    private final AccountAdministrationMailer mailer;
    private final UserDirectory userDirectory;

    AccountAdministrationService(
            AccountChangeExecutor executor,
            RegistrationNameConflictService conflicts,
            PasswordResetCodeRepository codes,
            SecondFactorStatusService secondFactorService,
            SecondFactorResetService secondFactorResetService,
            JpaSecurityNoticeService jpaSecurityNoticeService,
            AccountAdministrationMailer mailer,
            UserDirectory userDirectory) {
        this.executor = executor;
        this.codes = codes;
        this.nameConflicts = conflicts;
        this.secondFactorService = secondFactorService;
        this.secondFactorResetService = secondFactorResetService;
        this.jpaSecurityNoticeService = jpaSecurityNoticeService;
        this.mailer = mailer;
        this.userDirectory = userDirectory;
    }

    /** Activates a pending or rejected account, and notifies the user by e-mail if an address is stored. */
    public User approve(Caller caller, UserId user) {
        return changeState(
                caller,
                user,
                "user.approve",
                EnumSet.of(State.PENDING, State.REJECTED),
                State.ACTIVE,
                mailer::sendApproved);
    }

    /** Rejects a pending account, and notifies the user by e-mail if an address is stored. */
    public User reject(Caller caller, UserId user) {
        return changeState(
                caller, user, "user.reject", EnumSet.of(State.PENDING), State.REJECTED, mailer::sendRejected);
    }

    /**
     * Sends a code to the address. With the code, the user can confirm the address as their own. Without this
     * confirmation, the owner of another address could receive reset codes for the account.
     *
     * @throws org.stackdeck.identity.TooManyChangesException if too many codes were sent for the user within an hour
     */
    public User proposeEmail(Caller caller, UserId user, MailRecipient recipient) {
        return executor.execute(caller, user, "user.propose-email", accountEntity -> {
            require(accountEntity, EnumSet.of(State.ACTIVE));
            mailer.sendConfirmation(accountEntity.toUser(), recipient);
            return null;
        });
    }

    /** Disables the account, ends all sessions and tokens of the user, and deletes the reset code. */
    public User disable(Caller caller, UserId user) {
        return executor.execute(caller, user, "user.disable", accountEntity -> {
            require(accountEntity, EnumSet.of(State.ACTIVE));
            executor.requireAnotherAdministratorThan(accountEntity);
            accountEntity.changeTo(State.DISABLED);
            accountEntity.endSessions();
            codes.deleteByAccount(accountEntity.id().value());
            return null;
        });
    }

    public User enable(Caller caller, UserId user) {
        return changeState(caller, user, "user.enable", EnumSet.of(State.DISABLED), State.ACTIVE, _ -> {});
    }

    /**
     * Changes the role. A demotion ends all sessions and tokens of the user. A promotion takes effect in existing
     * sessions; it ends them only if the new role requires a second factor that the user does not have.
     */
    public User setRole(Caller caller, UserId user, User.Role role) {
        return executor.execute(caller, user, "user.set-role", accountEntity -> {
            switch (role) {
                case ADMINISTRATOR -> {
                    accountEntity.changeTo(role);
                    if (secondFactorService.missingStep(accountEntity.toUser(), Set.of(AuthenticationFactor.PASSWORD))
                            == SecondFactorStatusService.MissingStep.ENROLLMENT) {
                        accountEntity.endSessions();
                    }
                }
                case MEMBER -> {
                    executor.requireAnotherAdministratorThan(accountEntity);
                    if (accountEntity.isAdministrator()) {
                        accountEntity.endSessions();
                    }
                    accountEntity.changeTo(role);
                }
            }
            return AuditDetail.of("role", role);
        });
    }

    /**
     * Removes all second factors and recovery codes of a user who has lost them, and ends all of the user's sessions
     * and tokens. The user can then sign in with the password, and must set up a new second factor if the role requires
     * one.
     */
    public User removeSecondFactors(Caller caller, UserId user) {
        return executor.execute(caller, user, "user.remove-factors", accountEntity -> {
            secondFactorResetService.removeAll(user);
            jpaSecurityNoticeService.add(user, SecurityNotice.Kind.FACTORS_REMOVED, caller.source());
            accountEntity.endSessions();
            return null;
        });
    }

    /** Returns the registrations of names that were already taken, oldest first. */
    @Transactional(readOnly = true)
    public List<RegistrationNameConflict> nameConflicts(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return nameConflicts.list();
    }

    /** Deletes the report of a name conflict and rejects its applicants. */
    public void dismissNameConflict(Caller caller, UUID conflict) {
        executor.executeAudited(caller, "user.dismiss-clash", null, () -> {
            RegistrationNameConflict dismissed = nameConflicts.dismiss(conflict);
            return AuditDetail.of("name", dismissed.name()).with("attempts", dismissed.attempts());
        });
    }

    /** Deletes all reports of name conflicts and rejects their applicants. */
    public void dismissAllNameConflicts(Caller caller) {
        executor.executeAudited(caller, "user.dismiss-clash", null, () -> {
            List<RegistrationNameConflict> all = nameConflicts.list();
            all.forEach(registrationNameConflict -> nameConflicts.dismiss(registrationNameConflict.id()));
            return AuditDetail.of("clashes", all.size());
        });
    }

    private User changeState(
            Caller caller, UserId user, String action, Set<State> from, State to, Consumer<User> onChanged) {
        return executor.execute(caller, user, action, accountEntity -> {
            require(accountEntity, from);
            accountEntity.changeTo(to);
            onChanged.accept(accountEntity.toUser());
            return null;
        });
    }

    private static void require(AccountEntity accountEntity, Set<State> states) {
        if (!states.contains(accountEntity.state())) {
            throw new UserStateException(UserStateException.Reason.WRONG_STATE, accountEntity.state());
        }
    }
}
