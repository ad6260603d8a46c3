/** Translated texts, and locale-dependent formatting of values. */
@NullMarked
package org.stackdeck.ui.i18n;

import org.jspecify.annotations.NullMarked;
