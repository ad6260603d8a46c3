/**
 * Search field with filters such as {@code status:active}, its suggestions, chips that filter by state, and the order
 * of names.
 */
@NullMarked
package org.stackdeck.ui.search;

import org.jspecify.annotations.NullMarked;
