/** Creation of servers in the simulated Nova: validation, networks, disks and the build. */
@NullMarked
package org.stackdeck.simulator.nova.create;

import org.jspecify.annotations.NullMarked;
