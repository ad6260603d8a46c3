/** Proving anew who one is, in the middle of a page. */
@NullMarked
package org.stackdeck.ui.proof;

import org.jspecify.annotations.NullMarked;
