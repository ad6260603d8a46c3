package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.theme.aura.Aura;
import org.springframework.context.annotation.Configuration;

/**
 * Push, stylesheets and manifest of all pages. Also limits the packages in which Vaadin searches for views, because
 * Vaadin reads each class seven times at startup.
 */
@Configuration(proxyBeanMethods = false)
@EnableVaadin("org.stackdeck.ui")
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://frontend/css/stackdeck.css")
public class PageShell implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addLink("manifest", "frontend/manifest.json");
    }
}
