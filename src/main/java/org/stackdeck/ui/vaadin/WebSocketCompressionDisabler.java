package org.stackdeck.ui.vaadin;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Disables compression of WebSocket messages. With compression, Tomcat takes 48 kB of heap and about 330 kB of native
 * memory for each open page, although most messages have only a few kB. Large content, such as the first rows of a
 * page, is sent as a compressed HTTP response.
 */
@Component
class WebSocketCompressionDisabler implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new DropExtensionsValve());
    }

    private static final class DropExtensionsValve extends ValveBase {

        DropExtensionsValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.getCoyoteRequest().getMimeHeaders().removeHeader("Sec-WebSocket-Extensions");
            getNext().invoke(request, response);
        }
    }
}
