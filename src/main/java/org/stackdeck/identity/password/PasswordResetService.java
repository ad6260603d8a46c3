package org.stackdeck.identity.password;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountChangeExecutor;
import org.stackdeck.identity.account.UserStateException;
import org.stackdeck.identity.secret.SecretTokens;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Creates reset codes at the request of administrators, and sets the new passwords of users who have such a code. */
@Service
public class PasswordResetService {

    static final Duration CODE_LIFETIME = Duration.ofMinutes(30);

    private final PasswordResetCodeRepository codes;
    private final AccountChangeExecutor executor;
    private final PasswordHasher passwordHasher;
    private final AttemptThrottle attemptThrottle;
    private final PasswordChangeExecutor store;
    private final LoginSessionService loginSessionService;
    private final AuditTrail audit;
    private final Clock clock;

    PasswordResetService(
            PasswordResetCodeRepository codes,
            AccountChangeExecutor executor,
            PasswordHasher passwordHasher,
            AttemptThrottle attemptThrottle,
            PasswordChangeExecutor store,
            LoginSessionService loginSessionService,
            AuditTrail audit,
            Clock clock) {
        this.codes = codes;
        this.executor = executor;
        this.passwordHasher = passwordHasher;
        this.attemptThrottle = attemptThrottle;
        this.store = store;
        this.loginSessionService = loginSessionService;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Creates a reset code for the user, valid for 30 minutes, but not longer than the session of the administrator.
     * Earlier codes become invalid.
     */
    public PasswordResetCode createCode(Caller administrator, UserId user) {
        String code = SecretTokens.newCode();
        Instant latest = clock.instant().plus(CODE_LIFETIME);
        Instant until = Optional.ofNullable(administrator.session())
                .flatMap(loginSessionService::find)
                .map(LoginSession::expiresAt)
                .filter(latest::isAfter)
                .orElse(latest);
        executor.execute(administrator, user, "user.give-reset-code", accountEntity -> {
            if (accountEntity.state() != User.State.ACTIVE) {
                throw new UserStateException(UserStateException.Reason.WRONG_STATE, accountEntity.state());
            }
            codes.save(new PasswordResetCodeEntity(
                    user, Objects.requireNonNull(administrator.session()), SecretTokens.digestOfCode(code), until));
            return AuditDetail.of("until", until);
        });
        return new PasswordResetCode(code, until);
    }

    /**
     * Sets the password with a reset code. The response is the same for an unknown name and for a wrong, used or
     * expired code.
     *
     * @throws InvalidInputException if the code is wrong or the new password is invalid
     * @throws org.stackdeck.identity.TooManyAttemptsException after too many wrong codes
     */
    public void reset(String typedName, String code, String next, String source, Caller.Channel channel) {
        // Codes cannot be guessed, so only failures count. The lookup does not depend on the name.
        String digest = SecretTokens.digestOfCode(code);
        boolean issued = codes.existsByCodeHashAndExpiresAtAfter(digest, clock.instant());
        if (!issued) {
            attemptThrottle.awaitResetCodeTurn(typedName.strip(), source);
        }
        UserName name = UserName.parse(typedName.strip())
                .orElseThrow(() -> new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_WRONG)));
        PasswordChangeService.requireAcceptable(next, name);
        // Hash even if the code is not valid, so that the response time does not reveal whether the code is valid.
        String hash = passwordHasher.hash(
                next, issued ? PasswordHasher.Requester.holder(digest) : PasswordHasher.Requester.client(source));
        boolean done = issued && store.replaceByCode(name, digest, hash, source, channel);
        if (!done) {
            audit.recordRefusal(new AuditEntry(
                    null,
                    name.value(),
                    source,
                    channel.name(),
                    PasswordChangeService.ACTION,
                    "user",
                    null,
                    name.value(),
                    AuditEntry.Result.REFUSED,
                    AuditDetail.ofReason("wrong-or-expired-code")));
            if (issued) {
                attemptThrottle.awaitResetCodeTurn(name.value(), source);
            }
            throw new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_WRONG));
        }
    }
}
