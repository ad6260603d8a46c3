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

/** Changes passwords: by users who know their password, or with a reset code from an administrator. */
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
     * Changes the caller's password. All their sessions and tokens end.
     *
     * @return the updated user, for whom a new session can be created
     * @throws InvalidInputException if the current password is wrong or the new one invalid
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

    /** Empty if the password is no longer the one that was checked: of two concurrent changes, the second one fails. */
    private Optional<User> changed(Caller caller, String checked, String hash) {
        for (int tries = 1; ; tries++) {
            try {
                Optional<User> changed = transaction.execute(
                        _ -> accounts.findById(caller.userId().value())
                                .filter(account -> account.passwordHash().equals(checked))
                                .map(account -> store(caller, account.id(), hash, "by the user")));
                return changed == null ? Optional.empty() : changed;
            } catch (ConcurrencyFailureException e) {
                // Another part of the account was changed concurrently, or the password. The next iteration finds out.
                if (tries >= TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Creates a reset code for the user, valid for 30 minutes. Earlier codes become invalid. */
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
     * Sets the password with a reset code. The response is the same for an unknown name and for a wrong, used or
     * expired code.
     *
     * @throws InvalidInputException if the code is wrong or the new password invalid
     */
    public void reset(String typedName, String code, String next, String source, Caller.Channel channel) {
        // Codes cannot be guessed, so only failures count. The lookup does not depend on the name.
        boolean issued = codes.existsByCodeHashAndExpiresAtAfter(Secrets.digestOfCode(code), clock.instant());
        if (!issued) {
            throttle.resetCode(typedName.strip(), source);
        }
        UserName name = UserName.parse(typedName.strip())
                .orElseThrow(() -> new InvalidInputException(Map.of(Field.CODE, Problem.CODE_WRONG)));
        check(next, name);
        // Hash before the code is checked, so that the response time does not depend on the code.
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
