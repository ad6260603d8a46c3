package org.stackdeck.ui.signin.security;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Sets the security headers of every response before servlets, filters and error pages handle the request. Spring
 * Security's filter sets headers when its response wrapper commits, which is too late for a page: Tomcat commits the
 * underlying response at the end of the forward to Flow's servlet. A valve also covers requests that Tomcat itself
 * rejects.
 */
@Component
class SecurityHeaderCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final SecurityHeaderWriter writer;

    SecurityHeaderCustomizer(SecurityHeaderWriter writer) {
        this.writer = writer;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new HeadersValve(writer));
    }

    private static final class HeadersValve extends ValveBase {

        private final SecurityHeaderWriter writer;

        HeadersValve(SecurityHeaderWriter writer) {
            super(true);
            this.writer = writer;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            writer.write(request, response);
            getNext().invoke(request, response);
        }
    }
}
