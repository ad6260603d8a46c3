package org.stackdeck.cloud.connection;

import java.util.List;
import java.util.Set;

/** Connects clouds in addition to those configured in files and environment variables. */
public interface CloudConnector {

    /** The {@code source} of connected entries in {@link org.stackdeck.cloud.client.CloudEntryReport}. */
    String SOURCE = "database";

    /**
     * Replaces the connected clouds. Keeps the connections whose settings are unchanged and closes the others. Notifies
     * each {@link org.stackdeck.cloud.CloudsChangedListener} of these changes, and of earlier changes for which the
     * listener threw an exception. Sends no requests. An invalid or unreadable entry does not affect the others.
     */
    void connect(List<PersistedSettings> stored);

    /** Returns the clouds that these connections and the fixed entries would form. Requires no secrets. */
    List<PlannedCloud> plan(List<CloudSettings> settings);

    /** Returns the names of the entries in files and environment variables. */
    Set<String> fixedNames();

    /**
     * Checks the settings without sending a request.
     *
     * @throws InvalidSettingsException if a setting is missing or invalid
     */
    void validate(CloudSettings settings);

    /**
     * Reads a {@code clouds.yaml} or an entry of it, an application credential in JSON, or an {@code openrc} file.
     *
     * @return at least one entry
     * @throws InvalidSettingsException if the text has none of these forms, or is too long
     */
    List<PastedSettings> parse(String text);

    /**
     * Tests the settings step by step. Blocks for at most a minute.
     *
     * @throws InvalidSettingsException if a setting is missing or invalid
     */
    void test(CloudSettings settings, ConnectionTestListener listener);
}
