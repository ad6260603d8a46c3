/** Resources of the simulated cloud: servers, flavors, images, networks, ports, volumes and security groups. */
@NullMarked
package org.stackdeck.simulator.model;

import org.jspecify.annotations.NullMarked;
