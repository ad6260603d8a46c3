package org.stackdeck.ui.signin.security;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.ui.signin.session.BrowserSessionService;
import org.stackdeck.ui.signin.session.RequestConcurrencyFilter;
import org.stackdeck.ui.signin.session.SessionStateFilter;
import org.stackdeck.ui.signin.session.SignOutHandler;
import org.stackdeck.ui.vaadin.FlowRequests;
import org.stackdeck.ui.vaadin.OpenPageLimiter;
import org.stackdeck.ui.vaadin.StaticFileMatcher;

/** Configures the filter chain for all paths except {@code /api} and {@code /actuator}. */
@Configuration(proxyBeanMethods = false)
class UiSecurityConfiguration {

    /** Paths that require no authentication, in addition to static files. Flow serves none of these paths. */
    private static final String[] PUBLIC = {
        "/login", "/login/passkey", "/passkey/options", "/register", "/setup", "/waiting", "/waiting/standing", "/reset"
    };

    /** Paths that a session may access while it lacks a second factor. */
    private static final String[] INCOMPLETE = {"/factor", "/enrol", "/enrol/passkey"};

    /** Maximum time that a request waits for its turn. Shorter than the timeouts of browsers. */
    private static final Duration TURN_TIMEOUT = Duration.ofSeconds(20);

    @Bean
    @Order(2)
    SecurityFilterChain uiChain(
            HttpSecurity http,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            SignInEntryPoint entryPoint,
            UserDirectory userDirectory,
            BrowserSessionService browserSessionService,
            LoginSessionService logins,
            OpenPageLimiter limiter,
            PublicUrl publicUrl,
            SignOutHandler signOutHandler) {
        // Replaces Vaadin's rules, which allow anonymous users to start pages, push connections and downloads, each
        // with a session.
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                // Not public, because the error page has no content without an error.
                .requestMatchers("/error")
                .denyAll()
                .requestMatchers(PUBLIC)
                .permitAll()
                .requestMatchers(new StaticFileMatcher())
                .permitAll()
                .requestMatchers(FlowRequests::isOpenPageRequest)
                .access((authentication, _) ->
                        new AuthorizationDecision(LoginSessionAuthorityMapper.missingStep(authentication.get())
                                == SecondFactorStatusService.MissingStep.NOTHING))
                .requestMatchers(INCOMPLETE)
                .authenticated()
                .anyRequest()
                .hasAnyRole(LoginSessionAuthorityMapper.roles()));
        // Signing out requires no CSRF token, because the session would continue if the token were outdated.
        // OriginFilter rejects requests of other sites.
        http.csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).ignoringRequestMatchers("/logout"));
        // The return path is a parameter, because saving it in a session would create a session for every anonymous
        // visitor.
        http.requestCache(cache -> cache.requestCache(new NullRequestCache()));
        http.securityContext(context -> context.securityContextRepository(contexts));
        http.with(
                vaadin(),
                vaadin -> vaadin.enableAuthorizedRequestsConfiguration(false)
                        .enableRequestCacheConfiguration(false)
                        .enableExceptionHandlingConfiguration(false)
                        .addLogoutHandler(signOutHandler)
                        .logoutSuccessHandler(signOutHandler));
        // The session exists until all its pages have been redirected.
        http.logout(logout -> logout.invalidateHttpSession(false));
        http.exceptionHandling(
                handling -> handling.authenticationEntryPoint(entryPoint).accessDeniedHandler(entryPoint));
        // TomcatSecurityHeaderCustomizer sets all other headers.
        http.headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()));
        http.addFilterAfter(new OriginFilter(publicUrl), HeaderWriterFilter.class);
        http.addFilterAfter(new PageQueryLimitFilter(), OriginFilter.class);
        http.addFilterBefore(
                new SessionStateFilter(userDirectory, browserSessionService, logins, limiter),
                AnonymousAuthenticationFilter.class);
        // Runs after the request's remote user has been set.
        http.addFilterAfter(new RequestConcurrencyFilter(TURN_TIMEOUT), AuthorizationFilter.class);
        return http.build();
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }
}
