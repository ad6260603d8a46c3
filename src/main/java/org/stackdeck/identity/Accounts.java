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
 * What administrators do with accounts. Each method throws {@link NotAdministratorException} when the caller is not an
 * active administrator, {@link StepUpRequiredException} when their last proof is too old, {@link UnknownUserException} when there is no such user, and {@link UserStateException} when the
 * account's state or being the last administrator forbids it; refusals are audited as well.
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

    /** Lets someone in who asked for it, or was rejected before. */
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

    /** Ends all sessions, tokens and reset codes of the user, and lets them in no more. */
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
     * Gives a role. A demotion ends all sessions and tokens of the user; a promotion shows in them by itself, unless the
     * new role requires a second factor, and the user has none.
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
     * Takes the user's second factors and recovery codes away, who lost them all; the password lets them in again. Ends all
     * their sessions and tokens.
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

    /** Deletes a clash; the applicants who wait for it are rejected. */
    public void dismiss(Caller caller, UUID clash) {
        change.recorded(caller, "user.dismiss-clash", null, () -> {
            NameClash dismissed = clashes.dismiss(clash);
            return "name=" + dismissed.name() + " attempts=" + dismissed.attempts();
        });
    }

    /** Deletes all clashes that there are now. */
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

    /** What is done with an account; gives the audit's detail, if there is more to say. */
    @FunctionalInterface
    interface Deed {
        @Nullable
        String on(Account account);
    }
}
