package org.stackdeck.ui.vaadin;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.util.List;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/**
 * Adds links to the first response of a page, with which the browser loads the modules of the page at once. Without the
 * links, the browser requests the modules of Flow's client one after the other, and Stackdeck's modules after the
 * content of the page.
 */
@Component
class PagePreloadInitializer implements VaadinServiceInitListener {

    /** Modules of the list of servers, which is the usual start page. */
    static final List<String> START_PAGE_MODULES = List.of(
            "connection.js",
            "copy.js",
            "grid.js",
            "groups.js",
            "keys.js",
            "menu.js",
            "notifications.js",
            "rows.js",
            "search.js",
            "time.js");

    private final PreloadedModules bundle;

    PagePreloadInitializer(PreloadedModules bundle) {
        this.bundle = bundle;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::addTo);
    }

    private void addTo(IndexHtmlResponse response) {
        Element head = response.getDocument().head();
        bundle.modules().forEach(module -> addModule(head, "./" + module));
        START_PAGE_MODULES.forEach(module -> addModule(head, "./frontend/js/" + module));
    }

    private static void addModule(Element head, String address) {
        head.appendElement("link").attr("rel", "modulepreload").attr("href", address);
    }
}
