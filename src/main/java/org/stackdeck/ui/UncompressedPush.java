package org.stackdeck.ui;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * No compression of WebSockets, whatever a browser offers. Tomcat would keep 48 kB of the heap and a third of a megabyte
 * beside it for each open page, for messages that are mostly of a few kB; what is large, a page's first rows among it, is
 * an answer over HTTP, and compressed.
 */
@Component
class UncompressedPush implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new WithoutExtensions());
    }

    private static final class WithoutExtensions extends ValveBase {

        WithoutExtensions() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.getCoyoteRequest().getMimeHeaders().removeHeader("Sec-WebSocket-Extensions");
            getNext().invoke(request, response);
        }
    }
}
