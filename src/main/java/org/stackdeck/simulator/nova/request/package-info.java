/** Request to the simulated Nova, with its microversion and the schemas that several resources share. */
@NullMarked
package org.stackdeck.simulator.nova.request;

import org.jspecify.annotations.NullMarked;
