package org.stackdeck.identity;

/** A browser's answer is no good: not to this challenge, not of this console, or of no passkey that is known. */
public class PasskeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PasskeyException(String why) {
        super("passkey refused: " + why);
    }
}
