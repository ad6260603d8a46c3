package org.stackdeck.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.communication.JSR356WebsocketInitializer;
import org.atmosphere.cpr.ApplicationConfig;
import org.atmosphere.cpr.AtmosphereFramework;
import org.springframework.stereotype.Component;

/**
 * Makes small what Atmosphere keeps for the messages of each open page. A page sends its requests over HTTP, and nothing
 * but signs of life through its WebSocket; Vaadin asks for 48 kB a page.
 */
@Component
class PushBuffers implements VaadinServiceInitListener {

    /** Bytes, and as many characters. */
    private static final String SIZE = "256";

    @Override
    public void serviceInit(ServiceInitEvent event) {
        if (event.getSource() instanceof VaadinServletService service) {
            VaadinServlet servlet = service.getServlet();
            String made = JSR356WebsocketInitializer.getAttributeName(servlet.getServletName());
            if (servlet.getServletContext().getAttribute(made) instanceof AtmosphereFramework framework) {
                framework.addInitParameter(ApplicationConfig.WEBSOCKET_BUFFER_SIZE, SIZE);
            }
        }
    }
}
