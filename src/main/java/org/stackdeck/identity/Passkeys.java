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

/** Users' passkeys. What goes to a browser, and comes back from it, is in the JSON forms of WebAuthn (level 3, 5.1). */
@Service
public class Passkeys {

    /** More than anyone has devices. */
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

    /** The caller's, oldest first. */
    @Transactional(readOnly = true)
    public List<Passkey> own(Caller caller) {
        return passkeys.findByAccountIdOrderByCreatedAt(caller.userId().value()).stream()
                .map(StoredPasskey::toPasskey)
                .toList();
    }

    /**
     * What the browser is to make a passkey by.
     *
     * @throws StepUpRequiredException when the caller's last proof is too old
     */
    public String begin(Caller caller) {
        stepUp.require(caller);
        return ceremonies.make(caller.userId());
    }

    /**
     * Keeps the passkey that the browser made. The user's other sessions end: they began without it.
     *
     * @param label as the user calls it; cut at 100 characters
     * @return recovery codes to be shown once; empty when the user has some already
     * @throws PasskeyException when the browser's answer is no good
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
     * Takes one away; one that is gone already is no error.
     *
     * @throws StepUpRequiredException when the caller's last proof is too old
     * @throws FactorException when it is the last second factor of someone whose role requires one
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
     * What a browser is to find a passkey by, for whoever it will be.
     *
     * @throws TooManyAttemptsException after too many from that address
     */
    public String ask(String source) {
        throttle.challenge(source);
        return ceremonies.ask();
    }

    /**
     * A challenge for a re-authentication in the caller's session.
     *
     * @throws TooManyAttemptsException after too many in that session
     */
    public String ask(Caller caller) {
        throttle.challenge(caller);
        return ceremonies.ask();
    }

    /**
     * Signs in whoever the passkey is of.
     *
     * @return the user; empty when the answer is no good, or they may not come in
     * @throws TooManyAttemptsException after too many bad answers from that address
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
