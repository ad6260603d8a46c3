/** Implements the inventory: starts the polling of each cloud and manages the subscriptions. */
@NullMarked
package org.stackdeck.inventory.live;

import org.jspecify.annotations.NullMarked;
