/** Asking for access, and answering those who ask. */
@NullMarked
package org.stackdeck.ui.requests;

import org.jspecify.annotations.NullMarked;
