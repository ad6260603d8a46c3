package org.stackdeck.identity.setup;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.account.AdministratorAccountStore;
import org.stackdeck.identity.account.NewAccount;
import org.stackdeck.identity.factor.SecondFactorResetService;
import org.stackdeck.identity.password.PasswordHasher;
import org.stackdeck.identity.signin.AttemptPermit;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Creates the first administrator, or restores one, with the one-time setup code. */
@Service
public class AdministratorSetupService {

    private final SetupCodeService setupCodeService;
    private final AdministratorAccountStore administratorAccountStore;
    private final PasswordHasher passwordHasher;
    private final SecondFactorResetService secondFactorResetService;
    private final AttemptThrottle attemptThrottle;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    /** Serializes attempts, so that an accepted code is consumed before the next attempt is checked. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    public AdministratorSetupService(
            SetupCodeService setupCodeService,
            AdministratorAccountStore administratorAccountStore,
            PasswordHasher passwordHasher,
            SecondFactorResetService secondFactorResetService,
            AttemptThrottle attemptThrottle,
            AuditTrail audit,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.setupCodeService = setupCodeService;
        this.administratorAccountStore = administratorAccountStore;
        this.passwordHasher = passwordHasher;
        this.secondFactorResetService = secondFactorResetService;
        this.attemptThrottle = attemptThrottle;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Returns whether there is no administrator yet. */
    public boolean isRequired() {
        return !administratorAccountStore.anyExists();
    }

    /**
     * Returns whether a setup code can be used: there is no administrator, or a code for restoring one was requested on
     * the machine.
     */
    public boolean isOpen() {
        return setupCodeService.isOutstanding();
    }

    /**
     * Creates an active administrator with this name. If the account exists, its password, state and role are
     * overwritten and its second factors are removed. Consumes the code.
     *
     * @throws InvalidInputException if the code is wrong or already used, or the name or password is invalid
     * @throws TooManyAttemptsException after too many wrong codes
     */
    public User complete(String typedCode, String typedName, String password, String source, Caller.Channel channel) {
        oneAtATime.lock();
        try {
            if (!isCorrectCode(typedCode, source)) {
                audit.recordRefusal(entry("(unknown)", null, source, channel, AuditEntry.Result.REFUSED));
                throw new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_WRONG));
            }
            NewAccount newAccount = NewAccount.validate(typedName, "", password);
            String hash = passwordHasher.hash(password, PasswordHasher.Requester.holder("setup code"));
            User user = transaction.execute(_ -> store(newAccount, hash, source, channel));
            setupCodeService.consume();
            return user;
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Returns whether the code is correct. A correct generated code is always accepted: it cannot be guessed, and wrong
     * codes of other users at the same address must not block it. A code chosen by a person is compared only while the
     * address has attempts left.
     */
    private boolean isCorrectCode(String typedCode, String source) {
        if (setupCodeService.isGenerated() && setupCodeService.matches(typedCode)) {
            return true;
        }
        AttemptPermit attemptPermit = attemptThrottle.setupAttempt(source);
        boolean codeMatches = setupCodeService.matches(typedCode);
        if (codeMatches) {
            attemptPermit.refund();
        }
        return codeMatches;
    }

    private User store(NewAccount newAccount, String hash, String source, Caller.Channel channel) {
        administratorAccountStore.lock();
        if (!setupCodeService.isForRestore() && administratorAccountStore.anyExists()) {
            // Another instance created the administrator first.
            throw new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_WRONG));
        }
        User user = administratorAccountStore.createOrRestore(newAccount, hash);
        secondFactorResetService.removeAll(user.id());
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
