/** Merges all responses into one shared snapshot and tracks the health of each scope. */
@NullMarked
package org.stackdeck.inventory.store;

import org.jspecify.annotations.NullMarked;
