package org.stackdeck.cloud.connection;

/**
 * Settings of a stored connection, with the secrets if these can be decrypted.
 *
 * @param settings without values if only the name can be read
 */
public record PersistedSettings(CloudSettings settings, ReadablePart readable) {

    /** The part of a stored connection that can be read. */
    public enum ReadablePart {
        ALL,
        /** The secrets were encrypted with another key, or for other settings. */
        WITHOUT_SECRETS,
        /** The settings are damaged. */
        NAME
    }
}
