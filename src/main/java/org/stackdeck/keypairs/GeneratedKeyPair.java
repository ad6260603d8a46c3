package org.stackdeck.keypairs;

/**
 * Newly generated key pair, including its private key.
 *
 * @param privateKey in OpenSSH format; returned once, not stored, and omitted by {@code toString}
 */
public record GeneratedKeyPair(KeyPair keyPair, String privateKey) {

    @Override
    public String toString() {
        return "GeneratedKeyPair[" + keyPair + "]";
    }
}
