/** Simulated Glance (Image API v2): reading and deletion of images. */
@NullMarked
package org.stackdeck.simulator.glance;

import org.jspecify.annotations.NullMarked;
