package org.stackdeck.identity.secret;

/** Checks at startup whether the current key can decrypt the secrets of one kind. */
public interface EncryptedSecretsCheck {

    /** Returns the number of secrets that the current key cannot decrypt. Reads all secrets of the kind. */
    long countUnreadable();

    /** Returns a plural noun that describes the kind in the log. */
    String description();
}
