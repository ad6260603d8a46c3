/** Stores the last known servers on disk so that they are available after a restart. */
@NullMarked
package org.stackdeck.inventory.cache;

import org.jspecify.annotations.NullMarked;
