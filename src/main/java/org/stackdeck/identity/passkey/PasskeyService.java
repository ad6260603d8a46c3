package org.stackdeck.identity.passkey;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpCheck;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.factor.FactorChangeHandler;
import org.stackdeck.identity.signin.AttemptThrottle;

/**
 * Manages passkeys of users. Options for the browser and its responses are in the JSON format of WebAuthn (level 3,
 * section 5.1).
 */
@Service
public class PasskeyService {

    private static final int MAX_PASSKEYS = 20;

    private static final int MAX_LABEL_LENGTH = 100;

    private final PasskeyRepository passkeys;
    private final PasskeyCeremonyService passkeyCeremonyService;
    private final FactorChangeHandler factorChangeHandler;
    private final StepUpCheck stepUpCheck;
    private final AttemptThrottle attemptThrottle;
    private final UserDirectory userDirectory;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    PasskeyService(
            PasskeyRepository passkeys,
            PasskeyCeremonyService passkeyCeremonyService,
            FactorChangeHandler factorChangeHandler,
            StepUpCheck stepUpCheck,
            AttemptThrottle attemptThrottle,
            UserDirectory userDirectory,
            AuditTrail trail,
            PlatformTransactionManager transactions) {
        this.passkeys = passkeys;
        this.passkeyCeremonyService = passkeyCeremonyService;
        this.factorChangeHandler = factorChangeHandler;
        this.stepUpCheck = stepUpCheck;
        this.attemptThrottle = attemptThrottle;
        this.userDirectory = userDirectory;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Returns the caller's passkeys, oldest first. */
    @Transactional(readOnly = true)
    public List<Passkey> listOwn(Caller caller) {
        return passkeys.findByAccountIdOrderByCreatedAt(caller.userId().value()).stream()
                .map(PasskeyEntity::toPasskey)
                .toList();
    }

    /**
     * Creates a challenge and returns the options with which the browser creates a passkey.
     *
     * @throws StepUpRequiredException if the caller's last authentication is too old
     */
    public String beginRegistration(Caller caller) {
        stepUpCheck.require(caller);
        return passkeyCeremonyService.registrationOptions(caller.userId());
    }

    /**
     * Stores the passkey that the browser created. The user's other sessions end, because they were created without the
     * passkey.
     *
     * @param label chosen by the user; truncated to 100 characters
     * @return recovery codes to be shown once; empty if the user already has some
     * @throws PasskeyException if the response is invalid, or the user has the maximum number of passkeys
     * @throws StepUpRequiredException if the caller's last authentication is too old
     */
    public List<String> finishRegistration(Caller caller, String answer, String label) {
        attemptThrottle.recordChange(caller);
        stepUpCheck.require(caller);
        return transaction.execute(_ -> {
            factorChangeHandler.lock(caller);
            if (listOwn(caller).size() >= MAX_PASSKEYS) {
                throw new PasskeyException("too many");
            }
            passkeyCeremonyService.verifyRegistration(caller.userId(), answer, normalizeLabel(label));
            return factorChangeHandler.onFactorAdded(caller, AuthenticationFactor.PASSKEY);
        });
    }

    /**
     * Renames a passkey; has no effect if the caller has no such passkey.
     *
     * @param label truncated to 100 characters
     * @throws IllegalArgumentException if the label is blank
     */
    @Transactional
    public void rename(Caller caller, UUID id, String label) {
        if (label.isBlank()) {
            throw new IllegalArgumentException("The label is blank");
        }
        attemptThrottle.recordChange(caller);
        factorChangeHandler.lock(caller);
        passkeys.findByIdAndAccountId(id, caller.userId().value()).ifPresent(stored -> {
            stored.rename(normalizeLabel(label));
            passkeys.save(stored);
            trail.record(caller.ownAccountEntry(
                    "factor.rename",
                    AuditEntry.Result.SUCCESS,
                    AuditDetail.of("factor", AuthenticationFactor.PASSKEY)));
        });
    }

    /**
     * Removes a passkey; has no effect if the caller has no such passkey.
     *
     * @throws StepUpRequiredException if the caller's last authentication is too old
     * @throws AuthenticationFactorException if the passkey is the last second factor and the user's role requires one
     */
    public void remove(Caller caller, UUID id) {
        attemptThrottle.recordChange(caller);
        stepUpCheck.require(caller);
        transaction.executeWithoutResult(_ -> {
            factorChangeHandler.lock(caller);
            if (passkeys.remove(id, caller.userId().value()) > 0) {
                factorChangeHandler.onFactorRemoved(caller, AuthenticationFactor.PASSKEY);
            }
        });
    }

    /**
     * Creates a challenge and returns the options for an authentication with any passkey. Not throttled: a challenge is
     * not stored, and its creation takes little time.
     */
    public String beginAuthentication() {
        return passkeyCeremonyService.authenticationOptions();
    }

    /**
     * Verifies the browser's response for a sign-in and audits the result.
     *
     * @return the owner of the passkey; empty if the response is invalid or the account is not active
     * @throws TooManyAttemptsException after too many invalid responses from the address, or too many sign-ins of the
     *     user
     */
    public Optional<User> signIn(String answer, String source) {
        User user = find(answer).orElse(null);
        if (user == null || !user.isActive()) {
            attemptThrottle.recordWrongPasskey(source);
            trail.recordRefusal(entry(user, source, AuditEntry.Result.REFUSED));
            return Optional.empty();
        }
        attemptThrottle.recordSignIn(user.id(), source, false);
        transaction.executeWithoutResult(_ -> trail.record(entry(user, source, AuditEntry.Result.SUCCESS)));
        return Optional.of(user);
    }

    private Optional<User> find(String answer) {
        try {
            return userDirectory.find(passkeyCeremonyService.verifyAuthentication(answer));
        } catch (PasskeyException refused) {
            return Optional.empty();
        }
    }

    private static AuditEntry entry(@Nullable User user, String source, AuditEntry.Result result) {
        String id = user == null ? null : user.id().toString();
        String name = user == null ? "(unknown)" : user.name().value();
        String channel = Caller.Channel.UI.name();
        AuditDetail detail = AuditDetail.of("factor", AuthenticationFactor.PASSKEY);
        return new AuditEntry(id, name, source, channel, "session.login", "user", id, name, result, detail);
    }

    private static String normalizeLabel(String typed) {
        String stripped = typed.strip();
        return stripped.length() <= MAX_LABEL_LENGTH ? stripped : stripped.substring(0, MAX_LABEL_LENGTH);
    }
}
