/** Simulated Placement API, which only reports its version. */
@NullMarked
package org.stackdeck.simulator.placement;

import org.jspecify.annotations.NullMarked;
