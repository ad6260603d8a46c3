/** Simulated Neutron (Networking API v2.0): networks, routers, ports, floating IPs and security groups. */
@NullMarked
package org.stackdeck.simulator.neutron;

import org.jspecify.annotations.NullMarked;
