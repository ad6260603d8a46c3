/** REST resources of servers in the simulated Nova: list, metadata, tags, interfaces, volumes and consoles. */
@NullMarked
package org.stackdeck.simulator.nova.servers;

import org.jspecify.annotations.NullMarked;
