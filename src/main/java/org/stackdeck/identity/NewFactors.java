package org.stackdeck.identity;

import java.util.List;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Notice.Kind;

/** Completes the enrolment of a second factor. */
@Component
class NewFactors {

    private final LoginSessions sessions;
    private final RecoveryCodes recovery;
    private final StoredNotices notices;
    private final IdentityAudit audit;

    NewFactors(LoginSessions sessions, RecoveryCodes recovery, StoredNotices notices, IdentityAudit audit) {
        this.sessions = sessions;
        this.recovery = recovery;
        this.notices = notices;
        this.audit = audit;
    }

    /**
     * Runs in the transaction of the enrolment. The current session counts as authenticated by the factor; the user's
     * other sessions end.
     *
     * @return recovery codes to be shown once; empty if the user already has some
     */
    List<String> added(Caller caller, Factor factor) {
        audit.done(caller, "factor.add", "factor=" + factor);
        notices.tell(caller.userId(), factor == Factor.PASSKEY ? Kind.PASSKEY_ADDED : Kind.TOTP_ADDED, caller.source());
        sessions.proved(caller, factor);
        sessions.endOthers(caller);
        return recovery.left(caller) > 0 ? List.of() : recovery.replace(caller.userId());
    }
}
