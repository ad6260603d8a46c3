package org.stackdeck.ui;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes small what Tomcat keeps for each connection: 16 kB by default, for as long as a page is open. What a browser asks
 * fits into these, and what it is answered goes through them in turn.
 */
@Component
class SmallSockets implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Bytes. */
    private static final String SIZE = "2048";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", SIZE);
            connector.setProperty("socket.appWriteBufSize", SIZE);
        });
    }
}
