package org.stackdeck.ui.vaadin;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.communication.JSR356WebsocketInitializer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.atmosphere.cpr.Action;
import org.atmosphere.cpr.ApplicationConfig;
import org.atmosphere.cpr.AtmosphereFramework;
import org.atmosphere.cpr.AtmosphereInterceptorAdapter;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.interceptor.CorsInterceptor;
import org.atmosphere.util.ExecutorsFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.stackdeck.ui.push.SequentialPushConnection;

/**
 * Configures Vaadin's push endpoint: no CORS headers, no messages from pages, small Atmosphere buffers, and a separate
 * thread for each write to a page. Pages send requests over HTTP, and over the WebSocket only heartbeats. Vaadin's
 * default buffers of 48 kB per page are too large for heartbeats.
 */
@Component
class PushEndpointCustomizer implements VaadinServiceInitListener {

    /** Size of each buffer, in bytes or characters. */
    private static final String BUFFER_SIZE = "256";

    @Override
    public void serviceInit(ServiceInitEvent event) {
        if (event.getSource() instanceof VaadinServletService service) {
            VaadinServlet servlet = service.getServlet();
            String attribute = JSR356WebsocketInitializer.getAttributeName(servlet.getServletName());
            if (servlet.getServletContext().getAttribute(attribute) instanceof AtmosphereFramework framework) {
                framework.addInitParameter(ApplicationConfig.WEBSOCKET_BUFFER_SIZE, BUFFER_SIZE);
                // By default, Vaadin keeps Atmosphere's CORS headers, which allow every origin to read a response.
                framework.addInitParameter(ApplicationConfig.DROP_ACCESS_CONTROL_ALLOW_ORIGIN_HEADER, "true");
                framework.addInitParameter(
                        ApplicationConfig.WEBSOCKET_WRITE_TIMEOUT,
                        String.valueOf(SequentialPushConnection.WRITE_TIMEOUT.toMillis()));
                // By default, all pages share 200 threads, and a client that does not read can block one of them.
                ExecutorService writers = Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("push-write").factory());
                framework.getAtmosphereConfig().properties().put(ExecutorsFactory.ASYNC_WRITE_THREAD_POOL, writers);
                framework
                        .getBroadcasterFactory()
                        .lookupAll()
                        .forEach(broadcaster ->
                                broadcaster.getBroadcasterConfig().setAsyncWriteService(writers));
                framework.interceptor(new MessageRejection());
                framework.interceptor(CorsInterceptor.class).configure(framework.getAtmosphereConfig());
            }
        }
    }

    /**
     * Ignores messages from pages, because the limits on requests would not apply to them. Atmosphere handles a
     * WebSocket message as a POST request. Does not check the transport, because the client chooses its name.
     */
    private static final class MessageRejection extends AtmosphereInterceptorAdapter {

        @Override
        public Action inspect(AtmosphereResource resource) {
            return HttpMethod.POST.matches(resource.getRequest().getMethod()) ? Action.CANCELLED : Action.CONTINUE;
        }
    }
}
