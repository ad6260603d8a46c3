package org.stackdeck.identity;

/** Policy for the creation of accounts. It does not apply to the first administrator. */
public interface RegistrationPolicy {

    /** Read from the database each time, so that a change takes effect on all instances immediately. */
    Mode mode();

    /**
     * Changes the policy. Pending registrations stay pending.
     *
     * @throws NotAdministratorException if the caller is not an administrator
     * @throws StepUpRequiredException if the caller's last authentication is too old
     */
    void set(Caller caller, Mode mode);

    enum Mode {
        /** Anyone may register and needs approval; invited users are active immediately. */
        APPROVAL,
        /** Invited users only. */
        INVITATION,
        /** No new accounts. */
        CLOSED
    }
}
