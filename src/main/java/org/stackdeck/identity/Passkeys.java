package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;

/**
 * Manages passkeys of users. Requests to and responses from the browser are in the JSON format of WebAuthn (level 3,
 * section 5.1).
 */
@Service
public class Passkeys {

    /** More than a user has devices. */
    private static final int MOST = 20;

    private static final int LONGEST_LABEL = 100;

    private final PasskeyRepository passkeys;
    private final PasskeyCeremonies ceremonies;
    private final NewFactors arriving;
    private final LeavingFactors leaving;
    private final StepUp stepUp;
    private final Throttle throttle;
    private final Directory directory;
    private final AuditTrail trail;
    private final IdentityAudit audit;
    private final TransactionTemplate transaction;

    Passkeys(
            PasskeyRepository passkeys,
            PasskeyCeremonies ceremonies,
            NewFactors arriving,
            LeavingFactors leaving,
            StepUp stepUp,
            Throttle throttle,
            Directory directory,
            AuditTrail trail,
            IdentityAudit audit,
            PlatformTransactionManager transactions) {
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.arriving = arriving;
        this.leaving = leaving;
        this.stepUp = stepUp;
        this.throttle = throttle;
        this.directory = directory;
        this.trail = trail;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The caller's passkeys, oldest first. */
    @Transactional(readOnly = true)
    public List<Passkey> own(Caller caller) {
        return passkeys.findByAccountIdOrderByCreatedAt(caller.userId().value()).stream()
                .map(StoredPasskey::toPasskey)
                .toList();
    }

    /**
     * Options for creating a passkey.
     *
     * @throws StepUpRequiredException if the caller's last authentication is too old
     */
    public String begin(Caller caller) {
        stepUp.require(caller);
        return ceremonies.make(caller.userId());
    }

    /**
     * Stores the passkey that the browser created. The user's other sessions end, because they were created without the
     * passkey.
     *
     * @param label chosen by the user; truncated to 100 characters
     * @return recovery codes to be shown once; empty if the user already has some
     * @throws PasskeyException if the response is invalid
     */
    public List<String> add(Caller caller, String answer, String label) {
        stepUp.require(caller);
        return transaction.execute(_ -> {
            if (own(caller).size() >= MOST) {
                throw new PasskeyException("too many");
            }
            ceremonies.made(caller.userId(), answer, label(label));
            return arriving.added(caller, Factor.PASSKEY);
        });
    }

    @Transactional
    public void rename(Caller caller, UUID id, String label) {
        passkeys.findByIdAndAccountId(id, caller.userId().value()).ifPresent(stored -> {
            stored.rename(label(label));
            passkeys.save(stored);
            audit.done(caller, "factor.rename", "factor=" + Factor.PASSKEY);
        });
    }

    /**
     * Removes a passkey; has no effect if it does not exist.
     *
     * @throws StepUpRequiredException if the caller's last authentication is too old
     * @throws FactorException if it is the last second factor and the user's role requires one
     */
    public void remove(Caller caller, UUID id) {
        stepUp.require(caller);
        transaction.executeWithoutResult(_ -> {
            if (passkeys.remove(id, caller.userId().value()) > 0) {
                leaving.removed(caller, Factor.PASSKEY);
            }
        });
    }

    /**
     * Options for a sign-in with any passkey.
     *
     * @throws TooManyAttemptsException after too many requests from the address
     */
    public String ask(String source) {
        throttle.challenge(source);
        return ceremonies.ask();
    }

    /**
     * Options for a re-authentication in the caller's session.
     *
     * @throws TooManyAttemptsException after too many requests in the session
     */
    public String ask(Caller caller) {
        throttle.challenge(caller);
        return ceremonies.ask();
    }

    /**
     * Signs in the owner of the passkey.
     *
     * @return the user; empty if the response is invalid or the account is not active
     * @throws TooManyAttemptsException after too many invalid responses from the address
     */
    public Optional<User> signIn(String answer, String source) {
        User user = find(answer).orElse(null);
        if (user == null || !user.active()) {
            throttle.wrongPasskey(source);
            trail.recordRefusal(entry(user, source, AuditEntry.Result.REFUSED));
            return Optional.empty();
        }
        transaction.executeWithoutResult(_ -> trail.record(entry(user, source, AuditEntry.Result.SUCCESS)));
        return Optional.of(user);
    }

    private Optional<User> find(String answer) {
        try {
            return directory.find(ceremonies.answered(answer));
        } catch (PasskeyException refused) {
            return Optional.empty();
        }
    }

    private static AuditEntry entry(@Nullable User user, String source, AuditEntry.Result result) {
        String id = user == null ? null : user.id().toString();
        String name = user == null ? "(unknown)" : user.name().value();
        String channel = Caller.Channel.UI.name();
        String detail = "factor=" + Factor.PASSKEY;
        return new AuditEntry(id, name, source, channel, "session.login", "user", id, name, result, detail);
    }

    private static String label(String typed) {
        String stripped = typed.strip();
        return stripped.length() <= LONGEST_LABEL ? stripped : stripped.substring(0, LONGEST_LABEL);
    }
}
