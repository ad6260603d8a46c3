package org.stackdeck.diagnostics;

/** Counts the pages of this process that are open in browsers. */
public interface OpenPageCounter {

    int countOpenPages();
}
