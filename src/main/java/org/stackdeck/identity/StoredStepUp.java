package org.stackdeck.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Checks the time of the last authentication in the session's row. For a user with a second factor, a session without a
 * verified second factor counts as not authenticated.
 */
@Service
class StoredStepUp implements StepUp {

    private final SessionRepository sessions;
    private final SecondFactors factors;
    private final SessionSettings settings;
    private final Clock clock;

    StoredStepUp(SessionRepository sessions, SecondFactors factors, SessionSettings settings, Clock clock) {
        this.sessions = sessions;
        this.factors = factors;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public void require(Caller caller) {
        if (caller.channel() == Caller.Channel.SYSTEM) {
            return;
        }
        Set<Factor> second = factors.of(caller.userId());
        Instant oldest = clock.instant().minus(settings.stepUp());
        boolean recent = Optional.ofNullable(caller.session())
                .flatMap(id -> sessions.findById(id.value()))
                .map(StoredSession::toSession)
                .filter(session -> session.user().equals(caller.userId()))
                .filter(session ->
                        second.isEmpty() || session.factors().stream().anyMatch(Factor::second))
                .filter(session -> session.provedAt().isAfter(oldest))
                .isPresent();
        if (!recent) {
            throw new StepUpRequiredException(means(second));
        }
    }

    static Set<Factor> means(Set<Factor> second) {
        return second.isEmpty() ? EnumSet.of(Factor.PASSWORD) : second;
    }
}
