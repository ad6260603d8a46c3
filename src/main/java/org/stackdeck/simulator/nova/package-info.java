/** Simulated Nova (Compute API 2.1): routing of requests, versions, flavors, key pairs, server groups and limits. */
@NullMarked
package org.stackdeck.simulator.nova;

import org.jspecify.annotations.NullMarked;
