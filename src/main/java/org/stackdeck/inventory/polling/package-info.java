/** Polls the clouds: discovery, polls for changes, full lists, rate limits, and change hints. */
@NullMarked
package org.stackdeck.inventory.polling;

import org.jspecify.annotations.NullMarked;
