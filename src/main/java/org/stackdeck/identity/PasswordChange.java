package org.stackdeck.identity;

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
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;

/** How a password becomes another: by who knows it, or by a code from an administrator. */
@Service
public class PasswordChange {

    private static final int TRIES = 3;

    private static final Duration CODE_LIVES = Duration.ofMinutes(30);

    private final AccountRepository accounts;
    private final ResetCodeRepository codes;
    private final AccountChange change;
    private final Passwords passwords;
    private final Throttle throttle;
    private final StoredNotices notices;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PasswordChange(
            AccountRepository accounts,
            ResetCodeRepository codes,
            AccountChange change,
            Passwords passwords,
            Throttle throttle,
            StoredNotices notices,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.codes = codes;
        this.change = change;
        this.passwords = passwords;
        this.throttle = throttle;
        this.notices = notices;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * The user's own change. All their sessions and tokens end by it.
     *
     * @return the user as they are now, to begin a new session for
     * @throws InvalidInputException if the current password is wrong or the new one no good
     */
    public User change(Caller caller, String current, String next) {
        Throttle.Attempt attempt = throttle.ownPassword(caller);
        Account known = accounts.findById(caller.userId().value()).orElse(null);
        if (known == null || !passwords.match(current, known)) {
            throw wrong(caller);
        }
        attempt.giveBack();
        check(next, caller.userName());
        String hash = passwords.hash(next);
        Optional<User> changed = changed(caller, known.passwordHash(), hash);
        return changed.orElseThrow(() -> wrong(caller));
    }

    private InvalidInputException wrong(Caller caller) {
        audit.recordRefusal(entry(caller, caller.userId(), AuditEntry.Result.REFUSED, "wrong current password"));
        return new InvalidInputException(Map.of(Field.CURRENT_PASSWORD, Problem.PASSWORD_WRONG));
    }

    /** Empty when the password is no longer the one that was checked: of two who change it at once, the second fails. */
    private Optional<User> changed(Caller caller, String checked, String hash) {
        for (int tries = 1; ; tries++) {
            try {
                Optional<User> changed = transaction.execute(
                        _ -> accounts.findById(caller.userId().value())
                                .filter(account -> account.passwordHash().equals(checked))
                                .map(account -> store(caller, account.id(), hash, "by the user")));
                return changed == null ? Optional.empty() : changed;
            } catch (ConcurrencyFailureException e) {
                // Something else of the account was changed meanwhile, or it was the password: the next look tells.
                if (tries >= TRIES) {
                    throw e;
                }
            }
        }
    }

    /** A new code for the user, valid for 30 minutes; a code given before is worth nothing from now on. */
    public ResetCode giveCode(Caller administrator, UserId user) {
        String code = Secrets.code();
        Instant until = clock.instant().plus(CODE_LIVES).truncatedTo(ChronoUnit.MICROS);
        change.by(administrator, user, "user.give-reset-code", account -> {
            if (account.state() != User.State.ACTIVE) {
                throw new UserStateException(UserStateException.Reason.WRONG_STATE, account.state());
            }
            codes.save(new StoredResetCode(user, Secrets.digestOfCode(code), until));
            return "until=" + until;
        });
        return new ResetCode(code, until);
    }

    /**
     * Sets the password by a code. An unknown name and a wrong, used or expired code are one and the same refusal.
     *
     * @throws InvalidInputException if the code is not right, or the new password no good
     */
    public void reset(String typedName, String code, String next, String source, Caller.Channel channel) {
        // Codes cannot be guessed: only failures count. The lookup does not depend on the name.
        boolean issued = codes.existsByCodeHashAndExpiresAtAfter(Secrets.digestOfCode(code), clock.instant());
        if (!issued) {
            throttle.resetCode(typedName.strip(), source);
        }
        UserName name = UserName.parse(typedName.strip())
                .orElseThrow(() -> new InvalidInputException(Map.of(Field.CODE, Problem.CODE_WRONG)));
        check(next, name);
        // Before the code is looked at, so that the answer takes the same time either way.
        String hash = passwords.hash(next);
        boolean done = Boolean.TRUE.equals(transaction.execute(_ -> spend(name, code, hash, source, channel)));
        if (!done) {
            audit.recordRefusal(new AuditEntry(
                    null,
                    name.value(),
                    source,
                    channel.name(),
                    "user.change-password",
                    "user",
                    null,
                    name.value(),
                    AuditEntry.Result.REFUSED,
                    "wrong, used or expired code"));
            if (issued) {
                throttle.resetCode(name.value(), source);
            }
            throw new InvalidInputException(Map.of(Field.CODE, Problem.CODE_WRONG));
        }
    }

    private boolean spend(UserName name, String code, String hash, String source, Caller.Channel channel) {
        Account account = accounts.findByName(name.value()).orElse(null);
        if (account == null
                || account.state() != User.State.ACTIVE
                || codes.spend(account.id().value(), Secrets.digestOfCode(code), clock.instant()) == 0) {
            return false;
        }
        store(new Caller(account.id(), name, source, channel), account.id(), hash, "by a code");
        return true;
    }

    private User store(Caller caller, UserId id, String hash, String how) {
        Account account = accounts.findById(id.value()).orElseThrow(UnknownUserException::new);
        account.password(hash);
        codes.drop(id.value());
        notices.tell(id, Notice.Kind.PASSWORD_CHANGED, caller.source());
        audit.record(entry(caller, id, AuditEntry.Result.SUCCESS, how));
        events.publishEvent(new UserChanged(id));
        return accounts.saveAndFlush(account).toUser();
    }

    private static void check(String next, UserName name) {
        PasswordRules.problem(next, name.value()).ifPresent(problem -> {
            throw new InvalidInputException(Map.of(Field.PASSWORD, problem));
        });
    }

    private static AuditEntry entry(Caller caller, UserId id, AuditEntry.Result result, String detail) {
        return new AuditEntry(
                id.toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                "user.change-password",
                "user",
                id.toString(),
                caller.userName().value(),
                result,
                detail);
    }
}
