package org.stackdeck.identity.mail;

import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.password.PasswordResetCodeRepository;

/** Records changes of addresses in the caller's transaction. */
@Component
class EmailChangeRecorder {

    private final AuditTrail audit;
    private final JpaSecurityNoticeService securityNotices;
    private final PasswordResetCodeRepository resetCodes;

    EmailChangeRecorder(
            AuditTrail audit, JpaSecurityNoticeService securityNotices, PasswordResetCodeRepository resetCodes) {
        this.audit = audit;
        this.securityNotices = securityNotices;
        this.resetCodes = resetCodes;
    }

    void record(Caller caller, String action) {
        audit.record(caller.ownAccountEntry(action, AuditEntry.Result.SUCCESS, null));
    }

    /**
     * Records the change, notifies the user, and deletes the reset code, which may have been sent to the previous
     * address.
     */
    void recordChange(Caller caller, String action) {
        resetCodes.deleteByAccount(caller.userId().value());
        securityNotices.add(caller.userId(), SecurityNotice.Kind.EMAIL_CHANGED, caller.source());
        record(caller, action);
    }
}
