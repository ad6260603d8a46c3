package org.stackdeck.identity.password;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.signin.AttemptPermit;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Verifies the current password of a signed-in user. Wrong attempts are limited. */
@Component
public class OwnPasswordVerifier {

    private final AccountRepository accounts;
    private final PasswordHasher passwordHasher;
    private final AttemptThrottle attemptThrottle;

    public OwnPasswordVerifier(
            AccountRepository accounts, PasswordHasher passwordHasher, AttemptThrottle attemptThrottle) {
        this.accounts = accounts;
        this.passwordHasher = passwordHasher;
        this.attemptThrottle = attemptThrottle;
    }

    /**
     * Returns the account if the password is correct, otherwise empty.
     *
     * @throws TooManyAttemptsException after too many wrong passwords
     */
    public Optional<AccountEntity> verify(Caller caller, String password) {
        AttemptPermit attemptPermit = attemptThrottle.ownPasswordAttempt(caller);
        AccountEntity account = accounts.findById(caller.userId().value()).orElse(null);
        if (!attemptPermit.check(
                () -> passwordHasher.matches(password, account, PasswordHasher.Requester.user(caller.userId())))) {
            return Optional.empty();
        }
        attemptPermit.refund();
        return Optional.ofNullable(account);
    }
}
