/** What was asked of the clouds: the list of operations and the bar at the foot of every page. */
@NullMarked
package org.stackdeck.ui.operations;

import org.jspecify.annotations.NullMarked;
