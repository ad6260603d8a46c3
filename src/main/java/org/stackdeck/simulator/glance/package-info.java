/** Simulated Glance (Image API v2): images, their data and their members. */
@NullMarked
package org.stackdeck.simulator.glance;

import org.jspecify.annotations.NullMarked;
