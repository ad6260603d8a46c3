/** Control API of the simulator: injected faults, changes to servers, background activity and the request log. */
@NullMarked
package org.stackdeck.simulator.control;

import org.jspecify.annotations.NullMarked;
