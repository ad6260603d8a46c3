/** HTTP requests, responses and errors of the simulated services. */
@NullMarked
package org.stackdeck.simulator.http;

import org.jspecify.annotations.NullMarked;
