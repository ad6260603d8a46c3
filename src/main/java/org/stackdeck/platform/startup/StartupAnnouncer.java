package org.stackdeck.platform.startup;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;

/** Prints the URL of Stackdeck to standard output once Stackdeck accepts requests. */
public final class StartupAnnouncer implements ApplicationListener<ApplicationReadyEvent> {

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            String address = context.getEnvironment().getProperty("server.address", "localhost");
            System.out.printf(
                    "%nStackdeck is at http://%s:%d/  (Ctrl-C stops it)%n",
                    address.equals("0.0.0.0") ? "localhost" : address,
                    context.getWebServer().getPort());
        }
    }
}
