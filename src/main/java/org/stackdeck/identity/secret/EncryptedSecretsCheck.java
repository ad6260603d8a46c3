package org.stackdeck.identity.secret;

/** Checks at startup whether the current key decrypts the secrets of one kind. */
public interface EncryptedSecretsCheck {

    /** Number of secrets that the current key does not decrypt. Reads all secrets of the kind. */
    long countUnreadable();

    /** Plural noun for the log. */
    String description();
}
