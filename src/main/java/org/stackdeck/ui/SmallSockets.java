package org.stackdeck.ui;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Reduces Tomcat's socket buffers, which take 16 kB by default for each open page. Requests of a page fit into the
 * smaller buffers, and responses are written in several steps.
 */
@Component
class SmallSockets implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** In bytes. */
    private static final String SIZE = "2048";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", SIZE);
            connector.setProperty("socket.appWriteBufSize", SIZE);
        });
    }
}
