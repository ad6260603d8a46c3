package org.stackdeck.identity.secret;

/** Encrypted secrets of one kind, for the startup check whether the current key decrypts them. */
public interface SecretKeyCheck {

    /** Number of secrets that the current key does not decrypt. Reads all of them. */
    long countUnreadable();

    /** Plural noun for the log. */
    String description();
}
