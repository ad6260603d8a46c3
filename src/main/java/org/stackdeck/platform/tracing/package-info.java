/** Traces in OpenTelemetry's format: their export, and their continuation by operations on any node. */
@NullMarked
@NamedInterface("tracing")
package org.stackdeck.platform.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
