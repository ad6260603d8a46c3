package org.stackdeck.diagnostics.bundle;

/**
 * A file of the diagnostics bundle. Contains no secrets and nothing that identifies users, servers or machines: only
 * numbers, versions, codes, stack traces, and the names of clouds, settings, tables and threads.
 */
interface BundleEntry {

    String fileName();

    /** Returns a text, or an object that is written as JSON. */
    Object content();
}
