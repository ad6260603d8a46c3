/** Simulated Keystone (Identity API v3): users, projects, roles, tokens and the service catalog. */
@NullMarked
package org.stackdeck.simulator.keystone;

import org.jspecify.annotations.NullMarked;
