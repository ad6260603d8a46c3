/** Helpers that all simulated services share: schedulers, stable IDs, timestamps and JSON. */
@NullMarked
package org.stackdeck.simulator.support;

import org.jspecify.annotations.NullMarked;
