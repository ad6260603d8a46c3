/** The list of operations, and the bar at the bottom of every page. */
@NullMarked
package org.stackdeck.ui.operations;

import org.jspecify.annotations.NullMarked;
