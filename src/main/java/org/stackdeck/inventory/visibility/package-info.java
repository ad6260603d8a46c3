/** Filters the servers by the permissions of a viewer and delivers changes to subscribers. */
@NullMarked
package org.stackdeck.inventory.visibility;

import org.jspecify.annotations.NullMarked;
