package org.stackdeck.identity;

import java.util.Set;

/** Verifies factors within a session: to complete a sign-in, or to authenticate again before a sensitive action. */
public interface Proofs {

    /** Factors that the caller can use: second factors if there are any, otherwise the password. */
    Set<Factor> means(Caller caller);

    /**
     * Verifies a code of the authenticator app or a recovery code.
     *
     * @throws InvalidInputException if the code is wrong
     * @throws TooManyAttemptsException after too many wrong codes
     */
    void byCode(Caller caller, String code);

    /**
     * Verifies the browser's response to {@link Passkeys#ask}.
     *
     * @throws PasskeyException if the response is invalid or belongs to another user's passkey
     * @throws TooManyAttemptsException after too many invalid responses
     */
    void byPasskey(Caller caller, String answer);

    /**
     * Verifies the password of a user without a second factor.
     *
     * @throws FactorException if the user has a second factor
     * @throws InvalidInputException if the password is wrong
     * @throws TooManyAttemptsException after too many wrong passwords
     */
    void byPassword(Caller caller, String password);
}
