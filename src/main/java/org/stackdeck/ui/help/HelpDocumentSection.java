package org.stackdeck.ui.help;

import org.stackdeck.ui.ViewLogic;

/**
 * Text of a document from one heading to the next.
 *
 * @param anchor the anchor that GitHub derives from the heading, unique within the document
 * @param level 1 for the title of the document
 * @param markdown the text without the heading
 * @param text the title and the text without Markdown, for searches
 */
@ViewLogic
record HelpDocumentSection(
        HelpDocument document, String anchor, int level, String title, String markdown, String text) {}
