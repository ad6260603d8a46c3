package org.stackdeck.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.stereotype.Component;

/**
 * Applies {@link ConnectionLimitProperties} to the connector, and removes headers that would cause exceptions in
 * Tomcat, Spring or Flow.
 */
@Component
class TomcatServerCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /**
     * Heap of one connection, in bytes: twice the measured size of an unfinished request with long headers and a small
     * body.
     */
    private static final int CONNECTION_MEMORY = 256 * 1024;

    /**
     * Maximum number of cookies of a request. At most six of them are Stackdeck's; other sites of the domain can set
     * more.
     */
    private static final int MAX_COOKIES = 100;

    private final ConnectionLimitProperties properties;
    private final boolean behindProxy;

    TomcatServerCustomizer(ConnectionLimitProperties properties, ServerProperties server) {
        this.properties = properties;
        ForwardHeadersStrategy strategy = server.getForwardHeadersStrategy();
        this.behindProxy = strategy != null && strategy != ForwardHeadersStrategy.NONE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(LimitingHttp11NioProtocol.class.getName());
        factory.addConnectorCustomizers(this::configure);
        factory.addEngineValves(new YieldingValve(), new HeaderRemovalValve());
    }

    private void configure(Connector connector) {
        if (connector.getProtocolHandler() instanceof LimitingHttp11NioProtocol protocol) {
            long fitting = Runtime.getRuntime().maxMemory() / CONNECTION_MEMORY;
            int configured = protocol.getMaxConnections();
            // Negative means unlimited.
            protocol.setMaxConnections((int) Math.min(configured < 0 ? Integer.MAX_VALUE : configured, fitting));
            protocol.setLimits(
                    new ClientConnectionLimiter(
                            behindProxy ? 0 : properties.perAddress(), protocol.getMaxConnections()),
                    properties.requestTimeout());
        }
        // Tomcat throws an exception for more locales than its default limit of 10. The maximum header size also limits
        // the number of locales.
        connector.setMaxLocaleCount(-1);
        connector.setMaxCookieCount(MAX_COOKIES);
        // Passes TRACE requests to Spring Security's firewall, which rejects them like any other unsupported method.
        connector.setAllowTrace(true);
    }

    /**
     * Yields to requests of other connections before each request. When a client sends requests without waiting for the
     * responses, Tomcat processes them one after another on one virtual thread, which is not preempted.
     */
    private static final class YieldingValve extends ValveBase {

        YieldingValve() {
            super(true);
        }

        // Thread.yield is only a hint to the scheduler. A hint is sufficient here.
        @SuppressWarnings("ThreadPriorityCheck")
        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Thread.yield();
            getNext().invoke(request, response);
        }
    }

    /**
     * Removes headers that cause a library to fail, to take too much time, or to send a wrong response:
     *
     * <ul>
     * <li>{@code Range} and {@code If-Range}. Stackdeck's pages do not use them, and RFC 9110, section 14.2, allows
     * servers to ignore them.
     * <li>A malformed {@code Accept-Encoding}.
     * <li>An {@code Accept} without a type, or with a charset, which Spring would copy to the response. All responses
     * are in UTF-8.
     * <li>A {@code Content-Type} with a wildcard, which does not determine the type of the body.
     * <li>Lists that take milliseconds to process because of their length.
     * <li>Lists and a {@code Content-Type} with a control character.
     * </ul>
     */
    private static final class HeaderRemovalValve extends ValveBase {

        private static final Pattern CODING =
                Pattern.compile("[\\w*.-]+\\s*(?:;\\s*[qQ]\\s*=\\s*[01](?:\\.\\d{0,3})?)?");

        private static final List<String> LISTS =
                List.of("Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "If-None-Match");
        /**
         * Maximum total length of all headers with the same name, in characters. Browsers send at most about 200
         * characters.
         */
        private static final int MAX_LIST_LENGTH = 1024;

        HeaderRemovalValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
            headers.removeHeader("Range");
            headers.removeHeader("If-Range");
            for (String list : LISTS) {
                String value = joined(headers, list);
                if (value != null && (value.length() > MAX_LIST_LENGTH || hasControlCharacter(value))) {
                    headers.removeHeader(list);
                }
            }
            String codings = joined(headers, "Accept-Encoding");
            if (codings != null && !isWellFormed(codings)) {
                headers.removeHeader("Accept-Encoding");
            }
            String accept = joined(headers, "Accept");
            if (accept != null
                    && (Stream.of(accept.split(",")).allMatch(String::isBlank)
                            || accept.toLowerCase(Locale.ROOT).contains("charset"))) {
                headers.removeHeader("Accept");
            }
            String type = joined(headers, "Content-Type");
            if (type != null && (hasControlCharacter(type) || type.contains("*"))) {
                headers.removeHeader("Content-Type");
            }
            getNext().invoke(request, response);
        }

        /**
         * Returns the values of all headers with the name as one list (RFC 9110, section 5.3); null if there is none.
         */
        private static @Nullable String joined(MimeHeaders headers, String name) {
            StringJoiner list = new StringJoiner(",");
            boolean found = false;
            for (Enumeration<String> values = headers.values(name); values.hasMoreElements(); found = true) {
                // For a header whose value Tomcat rejected, Tomcat keeps the name without a value.
                list.add(Objects.requireNonNullElse(values.nextElement(), ""));
            }
            return found ? list.toString() : null;
        }

        /**
         * Returns whether a value contains a control character. Spring Security's firewall rejects such a header only
         * when the header is first read, which is too late for an error page.
         */
        private static boolean hasControlCharacter(String value) {
            return value.chars().anyMatch(Character::isISOControl);
        }

        private static boolean isWellFormed(String codings) {
            return Stream.of(codings.split(",", -1))
                    .allMatch(coding -> CODING.matcher(coding.strip()).matches());
        }
    }
}
