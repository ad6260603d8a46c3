/** Determines when change hints cause polls of lists. */
@NullMarked
package org.stackdeck.inventory.hints;

import org.jspecify.annotations.NullMarked;
