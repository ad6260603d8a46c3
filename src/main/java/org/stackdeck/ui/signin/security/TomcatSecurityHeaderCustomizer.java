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
 * Security's filter sets headers when its response wrapper commits. This is too late for a page, because Tomcat commits
 * the underlying response at the end of the forward to Flow's servlet. A valve also covers requests that Tomcat itself
 * rejects.
 */
@Component
class TomcatSecurityHeaderCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final ResponseSecurityHeaders headers;

    TomcatSecurityHeaderCustomizer(ResponseSecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new HeadersValve(headers));
    }

    private static final class HeadersValve extends ValveBase {

        private final ResponseSecurityHeaders headers;

        HeadersValve(ResponseSecurityHeaders headers) {
            super(true);
            this.headers = headers;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            headers.write(request, response);
            getNext().invoke(request, response);
        }
    }
}
