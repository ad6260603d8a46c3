/** Search field with filters such as {@code status:active}, its suggestions, and chips that filter by state. */
@NullMarked
package org.stackdeck.ui.search;

import org.jspecify.annotations.NullMarked;
