/** State of the simulated cloud: stores of its resources, quotas, and the resources that it starts with. */
@NullMarked
package org.stackdeck.simulator.state;

import org.jspecify.annotations.NullMarked;
