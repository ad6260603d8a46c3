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
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** How Spring MVC serves the REST interface: its parameters, its format, and paths that do not exist. */
@Configuration(proxyBeanMethods = false)
class ApiWebConfiguration implements WebMvcConfigurer {

    /** After the controllers, before the mappings of Flow and of static files, which answer every path. */
    private static final int AFTER_CONTROLLERS = 1;

    private final ApiCaller caller;
    private final JsonMapper json;

    ApiWebConfiguration(ApiCaller caller, JsonMapper json) {
        this.caller = caller;
        this.json = json;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(caller);
    }

    /** JSON only. Libraries on the class path would add YAML, CBOR and XML, which no caller needs. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()));
        converters.configureMessageConvertersList(list -> list.removeIf(converter -> !isNeeded(converter)));
    }

    /** Bytes and text are written only: the API's description and the health endpoint. */
    private static boolean isNeeded(HttpMessageConverter<?> converter) {
        return converter instanceof JacksonJsonHttpMessageConverter
                || converter instanceof ByteArrayHttpMessageConverter
                || converter instanceof StringHttpMessageConverter;
    }

    /** 404 for every path of the REST API and of the metrics that has no handler. Otherwise Flow would answer with a page. */
    @Bean
    SimpleUrlHandlerMapping unknownApiPaths(SecurityProblems problems) {
        HttpRequestHandler notFound = notFound(problems);
        return new SimpleUrlHandlerMapping(
                Map.of("/api", notFound, "/api/**", notFound, "/actuator/metrics/**", notFound), AFTER_CONTROLLERS);
    }

    /** Hides the API's description in YAML, which springdoc adds to the one in JSON. */
    @Bean
    SimpleUrlHandlerMapping hiddenApiPaths(SecurityProblems problems) {
        return new SimpleUrlHandlerMapping(Map.of("/api/openapi.yaml", notFound(problems)), Ordered.HIGHEST_PRECEDENCE);
    }

    private static HttpRequestHandler notFound(SecurityProblems problems) {
        return (request, response) -> problems.write(HttpStatus.NOT_FOUND, "http-404", request, response);
    }
}
