package org.stackdeck.keypairs;

/**
 * A pair that was just made.
 *
 * @param privateKey in OpenSSH's form; it is told here and never again, and its text form hides it
 */
public record MadeKeyPair(KeyPair keyPair, String privateKey) {

    @Override
    public String toString() {
        return "MadeKeyPair[" + keyPair + "]";
    }
}
