package org.stackdeck.api;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.stackdeck.api.auth.CallerArgumentResolver;
import org.stackdeck.api.error.SecurityErrorHandler;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Configures Spring MVC for the REST API: parameters, format and unknown paths. */
@Configuration(proxyBeanMethods = false)
class ApiWebConfiguration implements WebMvcConfigurer {

    /** Order after the controllers and before the mappings of Flow and of static files, which match all paths. */
    private static final int AFTER_CONTROLLERS = 1;

    private final CallerArgumentResolver resolver;
    private final JsonMapper json;

    ApiWebConfiguration(CallerArgumentResolver resolver, JsonMapper json) {
        this.resolver = resolver;
        this.json = json;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(resolver);
    }

    /**
     * Removes the converters for YAML, CBOR and XML, which Spring adds because of libraries on the class path. Rejects
     * JSON objects with duplicate keys.
     */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()));
        converters.configureMessageConvertersList(list -> list.removeIf(converter -> !isNeeded(converter)));
    }

    /**
     * Returns whether the converter is needed. Byte arrays and strings occur only in responses, such as the OpenAPI
     * description and the diagnostics bundle.
     */
    private static boolean isNeeded(HttpMessageConverter<?> converter) {
        return converter instanceof JacksonJsonHttpMessageConverter
                || converter instanceof ByteArrayHttpMessageConverter
                || converter instanceof StringHttpMessageConverter;
    }

    /**
     * Maps paths below {@code /api}, {@code /actuator/metrics} and {@code /actuator/health} that have no handler to
     * 404. Otherwise Flow would return a page.
     */
    @Bean
    SimpleUrlHandlerMapping unknownApiPaths(SecurityErrorHandler handler) {
        HttpRequestHandler notFound = notFound(handler);
        return new SimpleUrlHandlerMapping(
                Map.of(
                        "/api", notFound,
                        "/api/**", notFound,
                        "/actuator/metrics/**", notFound,
                        "/actuator/health/**", notFound),
                AFTER_CONTROLLERS);
    }

    /** Hides the OpenAPI description in YAML. Springdoc adds it to the description in JSON. */
    @Bean
    SimpleUrlHandlerMapping hiddenApiPaths(SecurityErrorHandler handler) {
        return new SimpleUrlHandlerMapping(Map.of("/api/openapi.yaml", notFound(handler)), Ordered.HIGHEST_PRECEDENCE);
    }

    private static HttpRequestHandler notFound(SecurityErrorHandler handler) {
        return (request, response) -> handler.write(HttpStatus.NOT_FOUND, "http-404", request, response);
    }
}
