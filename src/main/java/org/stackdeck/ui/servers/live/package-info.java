/** Indicators of live data: freshness of the inventory, users viewing the same server, and operation updates. */
@NullMarked
package org.stackdeck.ui.servers.live;

import org.jspecify.annotations.NullMarked;
