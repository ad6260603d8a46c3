package org.stackdeck.keypairs;

/** The user already has the maximum number of key pairs. */
public class TooManyKeyPairsException extends RuntimeException {

    public TooManyKeyPairsException() {
        super("the limit is " + UserKeyPairService.MAX_PER_USER + " key pairs");
    }
}
