/** Handlers of server actions of the simulated Nova, such as resize, rebuild and rescue. */
@NullMarked
package org.stackdeck.simulator.nova.actions;

import org.jspecify.annotations.NullMarked;
