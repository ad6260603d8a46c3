/** Serves the metrics to Prometheus, on a port of their own. */
@NullMarked
package org.stackdeck.platform.metrics;

import org.jspecify.annotations.NullMarked;
