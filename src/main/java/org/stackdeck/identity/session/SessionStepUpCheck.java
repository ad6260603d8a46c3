package org.stackdeck.identity.session;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpCheck;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.factor.SecondFactorStatusService;

/**
 * Checks the time of the last authentication in the session's row. For a user with a second factor, a session without a
 * verified second factor counts as not authenticated.
 */
@Service
public class SessionStepUpCheck implements StepUpCheck {

    private final LoginSessionRepository sessions;
    private final SecondFactorStatusService secondFactorService;
    private final LoginSessionProperties loginSessionProperties;
    private final Clock clock;

    SessionStepUpCheck(
            LoginSessionRepository sessions,
            SecondFactorStatusService secondFactorService,
            LoginSessionProperties loginSessionProperties,
            Clock clock) {
        this.sessions = sessions;
        this.secondFactorService = secondFactorService;
        this.loginSessionProperties = loginSessionProperties;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public void require(Caller caller) {
        if (caller.channel() == Caller.Channel.SYSTEM) {
            return;
        }
        Set<AuthenticationFactor> second = secondFactorService.factorsOf(caller.userId());
        Instant oldest = clock.instant().minus(loginSessionProperties.stepUp());
        boolean recent = sessions.findByCaller(caller)
                .filter(session -> session.user().equals(caller.userId()))
                .filter(session ->
                        second.isEmpty() || session.factors().stream().anyMatch(AuthenticationFactor::isSecondFactor))
                .filter(session -> session.authenticatedAt().isAfter(oldest))
                .isPresent();
        if (!recent) {
            throw new StepUpRequiredException(allowedFactors(second));
        }
    }

    public static Set<AuthenticationFactor> allowedFactors(Set<AuthenticationFactor> second) {
        return second.isEmpty() ? EnumSet.of(AuthenticationFactor.PASSWORD) : second;
    }
}
