package org.stackdeck.identity;

import java.util.Set;

/** How people prove who they are within a session: to complete their sign-in, or anew before what needs it. */
public interface Proofs {

    /** By which factors the caller can: second ones if they have any, else the password. */
    Set<Factor> means(Caller caller);

    /**
     * By a code of the authenticator app, or a recovery code.
     *
     * @throws InvalidInputException when it is wrong
     * @throws TooManyAttemptsException after too many wrong ones
     */
    void byCode(Caller caller, String code);

    /**
     * By a browser's answer to {@link Passkeys#ask}.
     *
     * @throws PasskeyException when it is no good, or of someone else's passkey
     * @throws TooManyAttemptsException after too many bad ones
     */
    void byPasskey(Caller caller, String answer);

    /**
     * By the password, for whoever has no second factor.
     *
     * @throws FactorException when the user has one
     * @throws InvalidInputException when it is wrong
     * @throws TooManyAttemptsException after too many wrong ones
     */
    void byPassword(Caller caller, String password);
}
