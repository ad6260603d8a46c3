package org.stackdeck.identity.factor;

import java.util.Set;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.passkey.PasskeyException;
import org.stackdeck.identity.passkey.PasskeyService;

/** Verifies factors within a session: to complete a sign-in, or to authenticate again before a sensitive action. */
public interface ReauthenticationService {

    /** Returns the factors that the caller can use: second factors if there are any, otherwise the password. */
    Set<AuthenticationFactor> availableFactors(Caller caller);

    /**
     * Verifies a code from the authenticator app, or a recovery code.
     *
     * @throws InvalidInputException if the code is wrong or cannot be verified
     * @throws TooManyAttemptsException after too many wrong codes, or too many verifications within a minute
     */
    void verifyCode(Caller caller, String code);

    /**
     * Verifies the browser's response to {@link PasskeyService#beginAuthentication}.
     *
     * @throws PasskeyException if the response is invalid or belongs to another user's passkey
     * @throws TooManyAttemptsException after too many invalid responses, or too many verifications within a minute
     */
    void verifyPasskey(Caller caller, String answer);

    /**
     * Verifies the password of a user without a second factor.
     *
     * @throws AuthenticationFactorException if the user has a second factor
     * @throws InvalidInputException if the password is wrong
     * @throws TooManyAttemptsException after too many wrong passwords, or too many verifications within a minute
     */
    void verifyPassword(Caller caller, String password);
}
