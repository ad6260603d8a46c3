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
                    host(address), context.getWebServer().getPort());
        }
    }

    static String host(String address) {
        if (address.equals("0.0.0.0") || address.equals("::")) {
            return "localhost";
        }
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
