/** Filters the servers by the rights of a viewer and delivers changes to subscribers. */
@NullMarked
package org.stackdeck.inventory.visibility;

import org.jspecify.annotations.NullMarked;
