/** Search, filter, sort order and grouping of servers, and the cache of sorted results that open pages share. */
@NullMarked
package org.stackdeck.ui.servers.search;

import org.jspecify.annotations.NullMarked;
