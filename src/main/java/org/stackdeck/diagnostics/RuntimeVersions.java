package org.stackdeck.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * Versions of the software with which Stackdeck runs.
 *
 * @param java name, version and vendor of the virtual machine
 * @param operatingSystem name, version and architecture
 * @param database product and version; null while the database is unavailable
 */
public record RuntimeVersions(
        String java, String operatingSystem, @Nullable String database) {}
