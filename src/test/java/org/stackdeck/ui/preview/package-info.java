/** The web pages over made-up, lively data: to look at while building them, and to test views without any cloud. */
@NullMarked
package org.stackdeck.ui.preview;

import org.jspecify.annotations.NullMarked;
