/** Asynchronous server actions of the simulated Nova: definitions, stages, duration and execution. */
@NullMarked
package org.stackdeck.simulator.nova.tasks;

import org.jspecify.annotations.NullMarked;
