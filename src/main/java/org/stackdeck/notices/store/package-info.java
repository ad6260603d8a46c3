/** Stores notices in the database: grouping, limits, retention and read state. */
@NullMarked
package org.stackdeck.notices.store;

import org.jspecify.annotations.NullMarked;
