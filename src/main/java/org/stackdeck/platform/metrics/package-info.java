/** Serves the metrics to Prometheus on a separate port. */
@NullMarked
package org.stackdeck.platform.metrics;

import org.jspecify.annotations.NullMarked;
