package org.stackdeck.preferences;

import java.util.Optional;
import org.stackdeck.identity.Caller;

/** Stores display settings of the caller. A preference affects only its owner. It is deleted with the account. */
public interface UserPreferenceService {

    /** Maximum length of a value, in characters. */
    int MAX_LENGTH = 4_000;

    Optional<String> find(Caller caller, UserPreferenceName name);

    /**
     * Stores or replaces the value.
     *
     * @throws IllegalArgumentException if the value has more than {@value #MAX_LENGTH} characters
     * @throws org.stackdeck.identity.TooManyChangesException after too many changes within a minute
     */
    void save(Caller caller, UserPreferenceName name, String value);
}
