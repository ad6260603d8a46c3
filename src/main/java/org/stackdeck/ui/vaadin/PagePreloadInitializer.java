package org.stackdeck.ui.vaadin;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Adds links to the first response of a page, with which the browser loads the modules of the page at once. Without the
 * links, the browser requests the modules of Flow's client one after the other, and Stackdeck's modules after the
 * content of the page.
 */
@Component
class PagePreloadInitializer implements VaadinServiceInitListener {

    private static final Logger LOG = LoggerFactory.getLogger(PagePreloadInitializer.class);

    /** Path of Vaadin's bundle, on the class path below {@code META-INF/VAADIN/webapp}. */
    private static final String BUILD = "VAADIN/build/";

    private static final Pattern MODULE_IMPORT = Pattern.compile("[\"'`]\\./([\\w.-]+\\.js)[\"'`]");

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

    /** Names of the files that each file on the class path imports. */
    private final Map<String, List<String>> imports = new ConcurrentHashMap<>();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::addTo);
    }

    private void addTo(IndexHtmlResponse response) {
        Element head = response.getDocument().head();
        Element entry = head.selectFirst("script[type=module][src*=" + BUILD + "]");
        if (entry != null) {
            String file = entry.attr("src").split(BUILD, 2)[1];
            imports("META-INF/VAADIN/webapp/" + BUILD + file).forEach(module -> addModule(head, "./" + BUILD + module));
        }
        START_PAGE_MODULES.forEach(module -> addModule(head, "./frontend/js/" + module));
    }

    private static void addModule(Element head, String address) {
        head.appendElement("link").attr("rel", "modulepreload").attr("href", address);
    }

    private List<String> imports(String file) {
        return imports.computeIfAbsent(file, PagePreloadInitializer::read);
    }

    private static List<String> read(String file) {
        try {
            return findImports(new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("Could not read {}", file, e);
            return List.of();
        }
    }

    /** Returns the names of the files that a file with this content imports from its own directory. */
    static List<String> findImports(String content) {
        return MODULE_IMPORT
                .matcher(content)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
