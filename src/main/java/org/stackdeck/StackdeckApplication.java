package org.stackdeck;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.theme.aura.Aura;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.stackdeck.platform.startup.StartupAnnouncer;
import org.stackdeck.platform.startup.StartupChecks;

/** Starts Stackdeck: web UI, REST API, inventory and operations in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://frontend/css/stackdeck.css")
public class StackdeckApplication implements AppShellConfigurator {

    public static void main(String[] args) {
        SpringApplication application = application();
        application.addListeners(new StartupAnnouncer());
        application.run(args);
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(StackdeckApplication.class);
        // Set explicitly, because the training run has a different main class and the files prepared by the build are
        // named after this one.
        application.setMainApplicationClass(StackdeckApplication.class);
        application.addInitializers(new StartupChecks());
        return application;
    }
}
