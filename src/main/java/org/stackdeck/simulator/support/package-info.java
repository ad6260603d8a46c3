/** Helpers that all simulated services share: clocks, stable ids, timestamps and JSON. */
@NullMarked
package org.stackdeck.simulator.support;

import org.jspecify.annotations.NullMarked;
