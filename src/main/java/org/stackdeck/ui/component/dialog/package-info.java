/** Dialogs that several pages use. */
@NullMarked
package org.stackdeck.ui.component.dialog;

import org.jspecify.annotations.NullMarked;
