package org.stackdeck.identity.password;

import java.util.Map;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Changes passwords of users who know their current password. */
@Service
public class PasswordChangeService {

    static final String ACTION = "user.change-password";
    private static final int MAX_TRIES = 3;

    private final PasswordHasher passwordHasher;
    private final OwnPasswordVerifier ownPasswords;
    private final PasswordChangeExecutor store;
    private final AuditTrail audit;
    private final AttemptThrottle attemptThrottle;

    public PasswordChangeService(
            PasswordHasher passwordHasher,
            OwnPasswordVerifier ownPasswords,
            PasswordChangeExecutor store,
            AuditTrail audit,
            AttemptThrottle attemptThrottle) {
        this.passwordHasher = passwordHasher;
        this.ownPasswords = ownPasswords;
        this.store = store;
        this.audit = audit;
        this.attemptThrottle = attemptThrottle;
    }

    /**
     * Changes the caller's password and ends all sessions and tokens of the caller.
     *
     * @return the updated user, for whom a new session can be created
     * @throws InvalidInputException if the current password is wrong or the new one is invalid
     * @throws org.stackdeck.identity.TooManyChangesException after too many changes within a minute
     * @throws org.stackdeck.identity.TooManyAttemptsException after too many wrong passwords
     */
    public User change(Caller caller, String current, String next) {
        attemptThrottle.recordChange(caller);
        AccountEntity known = ownPasswords.verify(caller, current).orElseThrow(() -> wrongPassword(caller));
        requireAcceptable(next, caller.userName());
        String hash = passwordHasher.hash(next, PasswordHasher.Requester.user(caller.userId()));
        return replaceWithRetry(caller, known.passwordHash(), hash).orElseThrow(() -> wrongPassword(caller));
    }

    private InvalidInputException wrongPassword(Caller caller) {
        audit.recordRefusal(caller.ownAccountEntry(
                ACTION, AuditEntry.Result.REFUSED, AuditDetail.ofReason("wrong-current-password")));
        return new InvalidInputException(Map.of(InputField.CURRENT_PASSWORD, InputProblem.PASSWORD_WRONG));
    }

    private Optional<User> replaceWithRetry(Caller caller, String checked, String hash) {
        for (int attempt = 1; ; attempt++) {
            try {
                return store.replace(caller, checked, hash);
            } catch (ConcurrencyFailureException e) {
                // The account was changed concurrently. The next iteration checks whether the password was changed.
                if (attempt >= MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    static void requireAcceptable(String next, UserName name) {
        PasswordRules.findProblem(next, name.value()).ifPresent(inputProblem -> {
            throw new InvalidInputException(Map.of(InputField.PASSWORD, inputProblem));
        });
    }
}
