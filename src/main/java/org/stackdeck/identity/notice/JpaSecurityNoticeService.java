package org.stackdeck.identity.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionRepository;

/** Stores notices in the database. A notice of a change is stored in the transaction of the change. */
@Service
public class JpaSecurityNoticeService implements SecurityNoticeService {

    private final SecurityNoticeRepository notices;
    private final LoginSessionRepository sessions;
    private final Clock clock;

    JpaSecurityNoticeService(SecurityNoticeRepository notices, LoginSessionRepository sessions, Clock clock) {
        this.notices = notices;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Adds a notice in the caller's transaction. */
    public void add(UserId user, SecurityNotice.Kind kind, String source) {
        notices.save(new SecurityNoticeEntity(user, kind, clock.instant(), source));
    }

    @Override
    @Transactional(readOnly = true)
    public List<SecurityNotice> listRecent(Caller caller) {
        return notices.findTop20ByAccountIdOrderByHappenedAtDesc(caller.userId().value()).stream()
                .map(SecurityNoticeEntity::toNotice)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public int countUnseen(Caller caller) {
        return sessionCreatedAt(caller)
                .map(begun -> notices.countByAccountIdAndSeenFalseAndHappenedAtBefore(
                        caller.userId().value(), begun))
                .orElse(0);
    }

    @Override
    @Transactional
    public void markSeen(Caller caller) {
        sessionCreatedAt(caller)
                .ifPresent(begun -> notices.markSeen(caller.userId().value(), begun));
    }

    /**
     * Returns the start of the caller's session. Only older notices are counted and marked as seen: notices of this
     * session are shown as unseen in the next one, in any browser.
     */
    private Optional<Instant> sessionCreatedAt(Caller caller) {
        return sessions.findByCaller(caller).map(LoginSession::createdAt);
    }
}
