/** Help: explanations of terms, the documents, keyboard shortcuts, and the about page with the diagnostics bundle. */
@NullMarked
package org.stackdeck.ui.help;

import org.jspecify.annotations.NullMarked;
