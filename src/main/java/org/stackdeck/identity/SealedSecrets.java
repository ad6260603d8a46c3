package org.stackdeck.identity;

/** The stored secrets of one kind, for the check at start whether the key still opens them. */
public interface SealedSecrets {

    /** How many of them the present key does not open. Reads all of them. */
    long countUnreadable();

    /** What they are, in the plural, for the log. */
    String description();
}
