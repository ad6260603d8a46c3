package org.stackdeck.identity.factor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.passkey.PasskeyCeremonyService;
import org.stackdeck.identity.passkey.PasskeyException;
import org.stackdeck.identity.password.OwnPasswordVerifier;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.SessionStepUpCheck;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Verifies factors and records them in the session's row. */
@Service
class DefaultReauthenticationService implements ReauthenticationService {

    private static final String ACTION = "session.prove";
    private static final String SIGN_IN_ACTION = "session.login";

    private final OwnPasswordVerifier ownPasswords;
    private final SecondFactorCodeVerifier codes;
    private final PasskeyCeremonyService passkeyCeremonyService;
    private final SecondFactorStatusService secondFactorService;
    private final LoginSessionService loginSessionService;
    private final AttemptThrottle attemptThrottle;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    DefaultReauthenticationService(
            OwnPasswordVerifier ownPasswords,
            SecondFactorCodeVerifier codes,
            PasskeyCeremonyService passkeyCeremonyService,
            SecondFactorStatusService secondFactorService,
            LoginSessionService loginSessionService,
            AttemptThrottle attemptThrottle,
            AuditTrail trail,
            PlatformTransactionManager transactions) {
        this.ownPasswords = ownPasswords;
        this.codes = codes;
        this.passkeyCeremonyService = passkeyCeremonyService;
        this.secondFactorService = secondFactorService;
        this.loginSessionService = loginSessionService;
        this.attemptThrottle = attemptThrottle;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Set<AuthenticationFactor> availableFactors(Caller caller) {
        return SessionStepUpCheck.allowedFactors(secondFactorService.factorsOf(caller.userId()));
    }

    @Override
    public void verifyCode(Caller caller, String code) {
        AuthenticationFactor verifiedFactor = codes.verifyAndConsume(caller, code, ACTION)
                .orElseThrow(() -> new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_WRONG)));
        recordAuthentication(caller, verifiedFactor);
    }

    @Override
    public void verifyPasskey(Caller caller, String answer) {
        try {
            if (!passkeyCeremonyService.verifyAuthentication(answer).equals(caller.userId())) {
                throw new PasskeyException("owned by another user");
            }
        } catch (PasskeyException e) {
            trail.recordRefusal(caller.ownAccountEntry(
                    ACTION, AuditEntry.Result.REFUSED, AuditDetail.of("factor", AuthenticationFactor.PASSKEY)));
            attemptThrottle.recordWrongPasskey(caller.source());
            throw e;
        }
        attemptThrottle.recordSecondFactor(caller.userId(), caller.source());
        recordAuthentication(caller, AuthenticationFactor.PASSKEY);
    }

    @Override
    public void verifyPassword(Caller caller, String password) {
        if (!secondFactorService.factorsOf(caller.userId()).isEmpty()) {
            throw new AuthenticationFactorException(AuthenticationFactorException.Reason.CODE_NEEDED);
        }
        if (ownPasswords.verify(caller, password).isEmpty()) {
            trail.recordRefusal(caller.ownAccountEntry(
                    ACTION, AuditEntry.Result.REFUSED, AuditDetail.ofReason("wrong-current-password")));
            throw new InvalidInputException(Map.of(InputField.CURRENT_PASSWORD, InputProblem.PASSWORD_WRONG));
        }
        recordAuthentication(caller, AuthenticationFactor.PASSWORD);
    }

    private void recordAuthentication(Caller caller, AuthenticationFactor authenticationFactor) {
        attemptThrottle.recordChange(caller);
        boolean completesSignIn = authenticationFactor != AuthenticationFactor.PASSWORD && isIncomplete(caller);
        String action = completesSignIn ? SIGN_IN_ACTION : ACTION;
        transaction.executeWithoutResult(_ -> {
            loginSessionService.recordAuthentication(caller, authenticationFactor);
            trail.record(caller.ownAccountEntry(
                    action, AuditEntry.Result.SUCCESS, AuditDetail.of("factor", authenticationFactor)));
            trail.checkAtCommit(() -> loginSessionService.requireActive(caller));
        });
    }

    /** Returns whether the password is the only factor that was verified in the session. */
    private boolean isIncomplete(Caller caller) {
        return Optional.ofNullable(caller.session())
                .flatMap(loginSessionService::find)
                .filter(session -> session.factors().equals(Set.of(AuthenticationFactor.PASSWORD)))
                .isPresent();
    }
}
