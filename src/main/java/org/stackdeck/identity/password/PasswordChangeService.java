package org.stackdeck.identity.password;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountChangeExecutor;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.UserStateException;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.secret.SecretTokens;
import org.stackdeck.identity.signin.AttemptPermit;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Changes passwords of users who know their current password or have a reset code from an administrator. */
@Service
public class PasswordChangeService {

    private static final String ACTION = "user.change-password";
    private static final int MAX_TRIES = 3;

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(30);

    private final AccountRepository accounts;
    private final PasswordResetCodeRepository codes;
    private final AccountChangeExecutor executor;
    private final PasswordHasher passwordHasher;
    private final AttemptThrottle attemptThrottle;
    private final JpaSecurityNoticeService jpaSecurityNoticeService;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    public PasswordChangeService(
            AccountRepository accounts,
            PasswordResetCodeRepository codes,
            AccountChangeExecutor executor,
            PasswordHasher passwordHasher,
            AttemptThrottle attemptThrottle,
            JpaSecurityNoticeService jpaSecurityNoticeService,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.codes = codes;
        this.executor = executor;
        this.passwordHasher = passwordHasher;
        this.attemptThrottle = attemptThrottle;
        this.jpaSecurityNoticeService = jpaSecurityNoticeService;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Changes the caller's password. All their sessions and tokens end.
     *
     * @return the updated user, for whom a new session can be created
     * @throws InvalidInputException if the current password is wrong or the new one invalid
     */
    public User change(Caller caller, String current, String next) {
        AttemptPermit attemptPermit = attemptThrottle.ownPasswordAttempt(caller);
        AccountEntity known = accounts.findById(caller.userId().value()).orElse(null);
        PasswordHasher.Requester requester = PasswordHasher.Requester.user(caller.userId());
        if (known == null || !attemptPermit.check(() -> passwordHasher.matches(current, known, requester))) {
            throw wrongPassword(caller);
        }
        attemptPermit.refund();
        requireAcceptable(next, caller.userName());
        String hash = passwordHasher.hash(next, requester);
        Optional<User> changed = storeIfUnchanged(caller, known.passwordHash(), hash);
        return changed.orElseThrow(() -> wrongPassword(caller));
    }

    private InvalidInputException wrongPassword(Caller caller) {
        audit.recordRefusal(caller.ownAccountEntry(ACTION, AuditEntry.Result.REFUSED, "wrong current password"));
        return new InvalidInputException(Map.of(InputField.CURRENT_PASSWORD, InputProblem.PASSWORD_WRONG));
    }

    /**
     * Returns empty if the password is no longer the one that was checked: of two concurrent changes, the second one
     * fails.
     */
    private Optional<User> storeIfUnchanged(Caller caller, String checked, String hash) {
        for (int tries = 1; ; tries++) {
            try {
                Optional<User> changed = transaction.execute(_ -> accounts.findById(
                                caller.userId().value())
                        .filter(accountEntity -> accountEntity.passwordHash().equals(checked))
                        .map(accountEntity -> store(caller, hash, "by the user")));
                return changed == null ? Optional.empty() : changed;
            } catch (ConcurrencyFailureException e) {
                // The account was changed concurrently. The next iteration checks whether the password was changed.
                if (tries >= MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Creates a reset code for the user, valid for 30 minutes. Earlier codes become invalid. */
    public PasswordResetCode createResetCode(Caller administrator, UserId user) {
        String code = SecretTokens.newCode();
        Instant until = clock.instant().plus(CODE_LIFETIME).truncatedTo(ChronoUnit.MICROS);
        executor.execute(administrator, user, "user.give-reset-code", accountEntity -> {
            if (accountEntity.state() != User.State.ACTIVE) {
                throw new UserStateException(UserStateException.Reason.WRONG_STATE, accountEntity.state());
            }
            codes.save(new PasswordResetCodeEntity(user, SecretTokens.digestOfCode(code), until));
            return "until=" + until;
        });
        return new PasswordResetCode(code, until);
    }

    /**
     * Sets the password with a reset code. The response is the same for an unknown name and for a wrong, used or
     * expired code.
     *
     * @throws InvalidInputException if the code is wrong or the new password invalid
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
        requireAcceptable(next, name);
        // Hash before the code is checked, so that the response time does not depend on the code.
        String hash = passwordHasher.hash(
                next, issued ? PasswordHasher.Requester.holder(digest) : PasswordHasher.Requester.client(source));
        boolean done = issued
                && Boolean.TRUE.equals(transaction.execute(_ -> consumeCode(name, digest, hash, source, channel)));
        if (!done) {
            audit.recordRefusal(new AuditEntry(
                    null,
                    name.value(),
                    source,
                    channel.name(),
                    ACTION,
                    "user",
                    null,
                    name.value(),
                    AuditEntry.Result.REFUSED,
                    "wrong, used or expired code"));
            if (issued) {
                attemptThrottle.awaitResetCodeTurn(name.value(), source);
            }
            throw new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_WRONG));
        }
    }

    private boolean consumeCode(UserName name, String digest, String hash, String source, Caller.Channel channel) {
        // Lock the account before the code, in the same order as administrators who disable the account, to prevent
        // deadlocks.
        AccountEntity accountEntity = accounts.holdByName(name.value()).orElse(null);
        if (accountEntity == null
                || accountEntity.state() != User.State.ACTIVE
                || codes.spend(accountEntity.id().value(), digest, clock.instant()) == 0) {
            return false;
        }
        store(new Caller(accountEntity.id(), name, source, channel), hash, "by a code");
        return true;
    }

    private User store(Caller caller, String hash, String how) {
        UserId id = caller.userId();
        AccountEntity accountEntity = accounts.findById(id.value()).orElseThrow(UnknownUserException::new);
        accountEntity.setPasswordHash(hash);
        codes.drop(id.value());
        jpaSecurityNoticeService.add(id, SecurityNotice.Kind.PASSWORD_CHANGED, caller.source());
        audit.record(caller.ownAccountEntry(ACTION, AuditEntry.Result.SUCCESS, how));
        events.publishEvent(new UserChanged(id));
        return accounts.saveAndFlush(accountEntity).toUser();
    }

    private static void requireAcceptable(String next, UserName name) {
        PasswordRules.findProblem(next, name.value()).ifPresent(inputProblem -> {
            throw new InvalidInputException(Map.of(InputField.PASSWORD, inputProblem));
        });
    }
}
