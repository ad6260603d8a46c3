package org.stackdeck.identity;

/** How people get an account. The first administrator is set up whatever it says. */
public interface RegistrationPolicy {

    /** As the database has it now, so that a change counts on every console at once. */
    Mode mode();

    /**
     * Changes it from now on; whoever waits for approval goes on waiting.
     *
     * @throws NotAdministratorException when the caller is none
     * @throws StepUpRequiredException when the caller's last proof is too old
     */
    void set(Caller caller, Mode mode);

    /** The ways in. */
    enum Mode {
        /** Anyone may ask, and an administrator decides; who was invited comes in at once. */
        APPROVAL,
        /** Only who was invited. */
        INVITATION,
        /** Nobody, invited or not. */
        CLOSED
    }
}
