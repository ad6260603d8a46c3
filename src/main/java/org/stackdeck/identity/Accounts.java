package org.stackdeck.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.User.State;

/**
 * Actions of administrators on accounts. Each method throws {@link NotAdministratorException} if the caller is not an
 * active administrator, {@link StepUpRequiredException} if their last authentication is too old,
 * {@link UnknownUserException} if the user does not exist, and {@link UserStateException} if the account's state, or
 * being the last administrator, forbids the action. Refusals are audited as well.
 */
@Service
public class Accounts {

    private final AccountChange change;
    private final NameClashService clashes;
    private final ResetCodeRepository codes;
    private final SecondFactors factors;
    private final LostFactors lost;
    private final StoredNotices notices;
    private final Directory directory;

    Accounts(
            AccountChange change,
            NameClashService clashes,
            ResetCodeRepository codes,
            SecondFactors factors,
            LostFactors lost,
            StoredNotices notices,
            Directory directory) {
        this.change = change;
        this.codes = codes;
        this.clashes = clashes;
        this.factors = factors;
        this.lost = lost;
        this.notices = notices;
        this.directory = directory;
    }

    /** Activates a pending or rejected account. */
    public User approve(Caller caller, UserId user) {
        return change.by(caller, user, "user.approve", account -> {
            require(account, EnumSet.of(State.PENDING, State.REJECTED));
            account.become(State.ACTIVE);
            return null;
        });
    }

    public User reject(Caller caller, UserId user) {
        return change.by(caller, user, "user.reject", account -> {
            require(account, EnumSet.of(State.PENDING));
            account.become(State.REJECTED);
            return null;
        });
    }

    /** Disables the account and ends all sessions, tokens and reset codes of the user. */
    public User disable(Caller caller, UserId user) {
        return change.by(caller, user, "user.disable", account -> {
            require(account, EnumSet.of(State.ACTIVE));
            change.requireAnotherAdministratorThan(account);
            account.become(State.DISABLED);
            account.endSessions();
            codes.drop(account.id().value());
            return null;
        });
    }

    public User enable(Caller caller, UserId user) {
        return change.by(caller, user, "user.enable", account -> {
            require(account, EnumSet.of(State.DISABLED));
            account.become(State.ACTIVE);
            return null;
        });
    }

    /**
     * Changes the role. A demotion ends all sessions and tokens of the user. A promotion takes effect in existing
     * sessions, unless the new role requires a second factor that the user does not have.
     */
    public User setRole(Caller caller, UserId user, User.Role role) {
        return change.by(caller, user, "user.set-role", account -> {
            switch (role) {
                case ADMINISTRATOR -> {
                    account.become(role);
                    if (factors.need(account.toUser(), Set.of(Factor.PASSWORD)) == SecondFactors.Need.ENROLMENT) {
                        account.endSessions();
                    }
                }
                case MEMBER -> {
                    change.requireAnotherAdministratorThan(account);
                    if (account.administrator()) {
                        account.endSessions();
                    }
                    account.become(role);
                }
            }
            return "role=" + role;
        });
    }

    /**
     * Removes all second factors and recovery codes of a user who lost them and ends all of the user's sessions and
     * tokens. The user can then sign in with the password alone.
     */
    public User removeFactors(Caller caller, UserId user) {
        return change.by(caller, user, "user.remove-factors", account -> {
            lost.remove(user);
            notices.tell(user, Notice.Kind.FACTORS_REMOVED, caller.source());
            account.endSessions();
            return null;
        });
    }

    /** Registrations of names that were taken, oldest first. */
    @Transactional(readOnly = true)
    public List<NameClash> clashes(Caller caller) {
        directory.requireAdministrator(caller);
        return clashes.all();
    }

    /** Deletes the report of a name conflict and rejects its applicants. */
    public void dismiss(Caller caller, UUID clash) {
        change.recorded(caller, "user.dismiss-clash", null, () -> {
            NameClash dismissed = clashes.dismiss(clash);
            return "name=" + dismissed.name() + " attempts=" + dismissed.attempts();
        });
    }

    /** Deletes all reports of name conflicts. */
    public void dismissClashes(Caller caller) {
        change.recorded(caller, "user.dismiss-clash", null, () -> {
            List<NameClash> all = clashes.all();
            all.forEach(clash -> clashes.dismiss(clash.id()));
            return "clashes=" + all.size();
        });
    }

    private static void require(Account account, Set<State> states) {
        if (!states.contains(account.state())) {
            throw new UserStateException(UserStateException.Reason.WRONG_STATE, account.state());
        }
    }

    /** Change of an account; returns the detail for the audit entry, if any. */
    @FunctionalInterface
    interface Deed {
        @Nullable
        String on(Account account);
    }
}
