/** Polls the clouds: discovery, change requests, full lists, rate limits, and change hints. */
@NullMarked
package org.stackdeck.inventory.polling;

import org.jspecify.annotations.NullMarked;
