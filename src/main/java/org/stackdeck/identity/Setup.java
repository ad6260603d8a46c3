package org.stackdeck.identity;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;

/** Creates the first administrator, or restores one, with the setup code from the log of the machine. */
@Service
public class Setup {

    private final SetupCode code;
    private final Administrators administrators;
    private final Passwords passwords;
    private final LostFactors lost;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    /** Serializes attempts, so that an accepted code is consumed before the next attempt is checked. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Setup(
            SetupCode code,
            Administrators administrators,
            Passwords passwords,
            LostFactors lost,
            Throttle throttle,
            AuditTrail audit,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.code = code;
        this.administrators = administrators;
        this.passwords = passwords;
        this.lost = lost;
        this.throttle = throttle;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether there is no administrator yet. */
    public boolean needed() {
        return !administrators.exist();
    }

    /**
     * Whether a setup code can be used: there is no administrator, or a code for restoring one was requested on the
     * machine.
     */
    public boolean open() {
        return code.outstanding();
    }

    /**
     * Creates an active administrator with this name. If the account exists, its password and state are overwritten and
     * its second factors are removed. Consumes the code.
     *
     * @throws InvalidInputException if the code is wrong or already used, or the name or password is invalid
     * @throws TooManyAttemptsException after too many wrong codes
     */
    public User complete(String typedCode, String typedName, String password, String source, Caller.Channel channel) {
        oneAtATime.lock();
        try {
            if (!isRight(typedCode, source)) {
                audit.recordRefusal(entry("(unknown)", null, source, channel, AuditEntry.Result.REFUSED));
                throw new InvalidInputException(Map.of(Field.CODE, Problem.CODE_WRONG));
            }
            NewAccount wish = NewAccount.check(typedName, "", password);
            String hash = passwords.hash(password);
            User user = transaction.execute(_ -> store(wish, hash, source, channel));
            code.spend();
            return user;
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * A generated code cannot be guessed: only failures count, so that wrong codes of other users do not block the
     * correct one. A code chosen by a person is compared only while the address has attempts left.
     */
    private boolean isRight(String typedCode, String source) {
        if (code.isGenerated() && code.is(typedCode)) {
            return true;
        }
        Throttle.Attempt attempt = throttle.setup(source);
        boolean right = code.is(typedCode);
        if (right) {
            attempt.giveBack();
        }
        return right;
    }

    private User store(NewAccount wish, String hash, String source, Caller.Channel channel) {
        administrators.lock();
        if (!code.restores() && administrators.exist()) {
            // Another instance created the administrator first.
            throw new InvalidInputException(Map.of(Field.CODE, Problem.CODE_WRONG));
        }
        User user = administrators.install(wish, hash);
        lost.remove(user.id());
        audit.record(entry(user.name().value(), user.id().toString(), source, channel, AuditEntry.Result.SUCCESS));
        events.publishEvent(new UserChanged(user.id()));
        return user;
    }

    private static AuditEntry entry(
            String name, @Nullable String id, String source, Caller.Channel channel, AuditEntry.Result result) {
        return new AuditEntry(
                id, name, source, channel.name(), "user.setup", "user", id, id == null ? null : name, result, null);
    }
}
