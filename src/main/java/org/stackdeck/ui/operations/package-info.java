/** The list of operations, the bar at the bottom of every page, and actions that run an operation again. */
@NullMarked
package org.stackdeck.ui.operations;

import org.jspecify.annotations.NullMarked;
