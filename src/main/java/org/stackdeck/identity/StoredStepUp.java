package org.stackdeck.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks at the time of the last proof in the session's row. */
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
        Instant oldest = clock.instant().minus(settings.stepUp());
        boolean recent = Optional.ofNullable(caller.session())
                .flatMap(id -> sessions.findById(id.value()))
                .map(StoredSession::toSession)
                .filter(session -> session.user().equals(caller.userId()))
                .filter(session -> session.provedAt().isAfter(oldest))
                .isPresent();
        if (!recent) {
            throw new StepUpRequiredException(means(factors.of(caller.userId())));
        }
    }

    static Set<Factor> means(Set<Factor> second) {
        return second.isEmpty() ? EnumSet.of(Factor.PASSWORD) : second;
    }
}
