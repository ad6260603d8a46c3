package org.stackdeck.ui.help;

import org.stackdeck.ui.ViewLogic;

/**
 * The text of a document from one heading to the next.
 *
 * @param anchor the heading as GitHub writes it in the address of a section
 * @param level 1 for the title of the document
 * @param markdown the text without the heading
 * @param text the title and the text without Markdown, for searches
 */
@ViewLogic
record HelpSection(HelpDocument document, String anchor, int level, String title, String markdown, String text) {}
