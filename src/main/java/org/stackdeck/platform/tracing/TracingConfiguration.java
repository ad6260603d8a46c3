package org.stackdeck.platform.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.startup.StartupException;

/**
 * Creates the tracer. Spring Boot's auto-configuration is not used, because the condition of its exporter is evaluated
 * at build time (AOT), not at startup.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
class TracingConfiguration {

    private static final String NAME = "stackdeck";

    /** Exports the remaining spans when it is closed. Records nothing without an endpoint. */
    record Tracing(TracerProvider provider) implements AutoCloseable {
        @Override
        public void close() {
            if (provider instanceof SdkTracerProvider exporting) {
                exporting.close();
            }
        }
    }

    @Bean
    Tracing tracing(TracingProperties properties) {
        URI endpoint = properties.endpoint();
        return new Tracing(endpoint == null ? TracerProvider.noop() : exporting(endpoint, properties.sampleRatio()));
    }

    @Bean
    Tracer tracer(Tracing tracing) {
        return tracing.provider().get(NAME);
    }

    /**
     * The decision depends on the ID of the trace only, so that all nodes that continue a trace decide alike. Clients
     * cannot influence it, because each request has a new ID.
     */
    private static SdkTracerProvider exporting(URI endpoint, double sampleRatio) {
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), NAME))))
                .setSampler(Sampler.traceIdRatioBased(sampleRatio))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(endpoint)).build())
                .build();
    }

    private static OtlpHttpSpanExporter exporter(URI endpoint) {
        try {
            return OtlpHttpSpanExporter.builder()
                    .setEndpoint(endpoint.toString())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new StartupException(
                    "STACKDECK_TRACING_ENDPOINT is not an http or https address: " + endpoint
                            + ". Set it to the address of a collector, such as http://localhost:4318/v1/traces.",
                    e);
        }
    }
}
