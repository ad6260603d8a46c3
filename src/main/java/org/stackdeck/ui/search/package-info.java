/** Search field with filters such as {@code status:active}, and its suggestions. */
@NullMarked
package org.stackdeck.ui.search;

import org.jspecify.annotations.NullMarked;
