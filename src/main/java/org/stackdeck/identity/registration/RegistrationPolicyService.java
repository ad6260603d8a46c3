package org.stackdeck.identity.registration;

import java.util.Locale;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;

/** Policy for the creation of accounts. It does not apply to the first administrator. */
public interface RegistrationPolicyService {

    /**
     * Returns the current mode. Reads it from the database each time, so that a change takes effect on all instances
     * immediately.
     */
    Mode mode();

    /**
     * Changes the policy. Pending registrations stay pending.
     *
     * @throws NotAdministratorException if the caller is not an administrator
     * @throws StepUpRequiredException if the caller's last authentication is too old
     */
    void setMode(Caller caller, Mode mode);

    /** @throws RegistrationNotAllowedException if users are not permitted to register without an invitation */
    default void requireRegistrationAllowed() {
        Mode mode = mode();
        if (mode != Mode.APPROVAL) {
            throw new RegistrationNotAllowedException(mode);
        }
    }

    /** @throws RegistrationNotAllowedException if invited users are not permitted to create accounts */
    default void requireInvitationsAllowed() {
        Mode mode = mode();
        if (mode == Mode.CLOSED) {
            throw new RegistrationNotAllowedException(mode);
        }
    }

    enum Mode {
        /** Anyone can register and then requires approval. Invited users are active immediately. */
        APPROVAL,
        /** Only invited users can create accounts. */
        INVITATION,
        /** No user can create an account. */
        CLOSED;

        /** Returns the code for the audit trail. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
