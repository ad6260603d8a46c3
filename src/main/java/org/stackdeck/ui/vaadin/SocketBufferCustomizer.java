package org.stackdeck.ui.vaadin;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Reduces Tomcat's socket buffers, which by default take 16 kB for each open page. Requests of a page fit into the
 * smaller buffers, and responses are written in several steps.
 */
@Component
class SocketBufferCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Buffer size in bytes. */
    private static final String BUFFER_SIZE = "2048";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", BUFFER_SIZE);
            connector.setProperty("socket.appWriteBufSize", BUFFER_SIZE);
        });
    }
}
