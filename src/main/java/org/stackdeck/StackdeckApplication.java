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

/** Stackdeck in one process: web UI, REST API, inventory and operations. */
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
        // Set for the training run as well, because the files prepared by the build are named after this class.
        application.setMainApplicationClass(StackdeckApplication.class);
        application.addInitializers(new StartupChecks());
        return application;
    }
}
