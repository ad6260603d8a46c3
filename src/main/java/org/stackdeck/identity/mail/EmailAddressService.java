package org.stackdeck.identity.mail;

import java.util.Locale;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;

/**
 * Changes the e-mail address of the caller. An address receives reset codes. Therefore, a change requires a recent
 * authentication, and is complete only when the user has confirmed the new address with the code that was sent to it.
 * The audit trail does not contain addresses.
 */
public interface EmailAddressService {

    OwnEmail find(Caller caller);

    /**
     * Sends a code to the new address, valid for 24 hours. A confirmed address remains in use until the new one is
     * confirmed.
     *
     * @param language language of the page
     * @throws InvalidInputException if the address is malformed
     * @throws org.stackdeck.identity.StepUpRequiredException if the last authentication is too old
     * @throws org.stackdeck.identity.TooManyChangesException after too many requests
     */
    void requestChange(Caller caller, String typed, Locale language);

    /**
     * Replaces the address with the pending one.
     *
     * @param code as typed
     * @throws InvalidInputException if the code is wrong, used or expired, or was sent to another user
     */
    void confirm(Caller caller, String code);

    /** Deletes the pending address. A confirmed address remains in use. */
    void cancelChange(Caller caller);

    /**
     * Removes the confirmed and the pending address.
     *
     * @throws org.stackdeck.identity.StepUpRequiredException if the last authentication is too old
     */
    void remove(Caller caller);
}
