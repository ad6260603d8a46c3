package org.stackdeck.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores notices in the transaction of the change that they report. */
@Service
class StoredNotices implements Notices {

    private final NoticeRepository notices;
    private final SessionRepository sessions;
    private final Clock clock;

    StoredNotices(NoticeRepository notices, SessionRepository sessions, Clock clock) {
        this.notices = notices;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Runs in the caller's transaction. */
    void tell(UserId user, Notice.Kind kind, String source) {
        notices.save(new StoredNotice(user, kind, clock.instant().truncatedTo(ChronoUnit.MICROS), source));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Notice> newest(Caller caller) {
        return notices.findTop20ByAccountIdOrderByHappenedAtDesc(caller.userId().value()).stream()
                .map(StoredNotice::toNotice)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public int news(Caller caller) {
        return begun(caller)
                .map(begun -> notices.countByAccountIdAndSeenFalseAndHappenedAtBefore(
                        caller.userId().value(), begun))
                .orElse(0);
    }

    @Override
    @Transactional
    public void seen(Caller caller) {
        begun(caller).ifPresent(begun -> notices.see(caller.userId().value(), begun));
    }

    /** Start of the caller's session. Notices of this session count as unseen in the next one, in any browser. */
    private Optional<Instant> begun(Caller caller) {
        return Optional.ofNullable(caller.session())
                .flatMap(id -> sessions.findById(id.value()))
                .map(session -> session.toSession().createdAt());
    }
}
