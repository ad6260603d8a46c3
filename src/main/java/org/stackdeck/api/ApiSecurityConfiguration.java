package org.stackdeck.api;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.stackdeck.api.auth.AccessTokenConverter;
import org.stackdeck.api.error.RequestBodyLimitFilter;
import org.stackdeck.api.error.SecurityErrorHandler;
import org.stackdeck.identity.User;
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.web.RequestBodyBudget;

/**
 * Configures the filter chain of {@code /api} and {@code /actuator}. The chain is stateless and uses no cookies. Each
 * request requires an access token, except those for sign-in, registration, setup and the health status.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurityConfiguration {

    /** HTTP methods that Spring Security's firewall allows. */
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(20);

    private static final String ACTUATOR = "/actuator/**";

    /** Paths that return only a status unless the request has an administrator's token. */
    private static final String[] PUBLIC_HEALTH = {
        "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"
    };

    @Bean
    @Order(1)
    SecurityFilterChain apiChain(
            HttpSecurity http, AccessTokenConverter tokens, SecurityErrorHandler handler, RequestBodyBudget budget) {
        http.securityMatcher("/api/**", ACTUATOR);
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                        HttpMethod.POST, "/api/auth/register", "/api/auth/login", "/api/setup")
                .permitAll()
                // Permits these requests also to sessions that still require a second factor.
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/auth/step-up",
                        "/api/auth/totp",
                        "/api/auth/totp/confirm",
                        "/api/auth/logout")
                .authenticated()
                .requestMatchers(PUBLIC_HEALTH)
                .permitAll()
                .requestMatchers(ACTUATOR)
                .hasRole(User.Role.ADMINISTRATOR.name())
                .anyRequest()
                .hasAnyRole(LoginSessionAuthorityMapper.roles()));
        // CSRF attacks require cookies, which this chain does not use.
        http.csrf(AbstractHttpConfigurer::disable);
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.requestCache(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable);
        http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(tokens))
                .authenticationEntryPoint(handler)
                .accessDeniedHandler(handler));
        http.exceptionHandling(
                handling -> handling.authenticationEntryPoint(handler).accessDeniedHandler(handler));
        // A valve of the UI module sets all other security headers for all paths.
        http.headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()));
        http.addFilterAfter(new ApiUserConcurrencyFilter(handler, WAIT_TIMEOUT), AuthorizationFilter.class);
        http.addFilterAfter(new RequestBodyLimitFilter(handler, budget), ApiUserConcurrencyFilter.class);
        http.addFilterAfter(new TokenRecheckFilter(tokens, handler), RequestBodyLimitFilter.class);
        return http.build();
    }

    /**
     * Handles requests that the firewall rejects: returns 405 for an unsupported method such as TRACE, otherwise 400,
     * for instance for {@code ..} or {@code //} in the path.
     */
    @Bean
    RequestRejectedHandler rejectedRequests(SecurityErrorHandler handler) {
        return (request, response, reason) -> {
            HttpStatus status =
                    METHODS.contains(request.getMethod()) ? HttpStatus.BAD_REQUEST : HttpStatus.METHOD_NOT_ALLOWED;
            if (status == HttpStatus.METHOD_NOT_ALLOWED) {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
            }
            if (HttpRequestPath.isApi(request)) {
                handler.write(status, "http-" + status.value(), request, response);
            } else {
                response.sendError(status.value());
            }
        };
    }
}
