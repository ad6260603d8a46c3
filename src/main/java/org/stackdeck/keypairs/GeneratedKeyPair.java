package org.stackdeck.keypairs;

/**
 * Key pair that was just generated.
 *
 * @param privateKey in OpenSSH format; returned once, not stored, and hidden by {@code toString}
 */
public record GeneratedKeyPair(KeyPair keyPair, String privateKey) {

    @Override
    public String toString() {
        return "GeneratedKeyPair[" + keyPair + "]";
    }
}
