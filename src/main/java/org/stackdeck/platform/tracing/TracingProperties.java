package org.stackdeck.platform.tracing;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Export of traces.
 *
 * @param endpoint address of a collector that accepts OTLP over HTTP, such as {@code http://localhost:4318/v1/traces};
 *     without it, nothing is traced
 * @param sampleRatio part of the traces that is recorded; traces with the same ID are recorded on all nodes or on none
 */
@ConfigurationProperties("stackdeck.tracing")
record TracingProperties(
        @Nullable URI endpoint,
        @DefaultValue("1") @DecimalMin("0") @DecimalMax("1") double sampleRatio) {}
