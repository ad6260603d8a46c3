package org.stackdeck.identity.account;

import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditDetailProvider;
import org.stackdeck.identity.User;

/**
 * Thrown when an action is not possible because of the account's state, or because the account is the last
 * administrator. Nothing was changed.
 */
public class UserStateException extends RuntimeException implements AuditDetailProvider {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final User.State state;

    public UserStateException(Reason reason, User.State state) {
        super(reason + " (the account is " + state + ")");
        this.reason = reason;
        this.state = state;
    }

    public Reason reason() {
        return reason;
    }

    public User.State state() {
        return state;
    }

    public enum Reason {
        WRONG_STATE,
        LAST_ADMINISTRATOR
    }

    @Override
    public AuditDetail auditDetail() {
        return AuditDetail.ofReason(
                switch (reason) {
                    case WRONG_STATE -> state.reasonCode();
                    case LAST_ADMINISTRATOR -> "last-administrator";
                });
    }
}
