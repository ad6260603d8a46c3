package org.stackdeck.ui.vaadin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The JavaScript modules of Vaadin's production bundle that each page loads. */
@Component
public class PreloadedModules {

    private static final Logger LOG = LoggerFactory.getLogger(PreloadedModules.class);

    private static final String WEB_ROOT = "META-INF/VAADIN/webapp/";
    private static final String BUILD = "VAADIN/build/";
    private static final Pattern MODULE_IMPORT = Pattern.compile("[\"'`]\\./([\\w.-]+\\.js)[\"'`]");

    private final SingletonSupplier<List<String>> files = SingletonSupplier.of(PreloadedModules::readFiles);

    /**
     * Returns the paths of the entry module and of those that it imports, without a leading slash; empty without a
     * bundle.
     */
    public List<String> files() {
        return files.obtain();
    }

    /** Returns the paths of the modules that the entry module imports, without a leading slash. */
    List<String> modules() {
        return files().stream().skip(1).toList();
    }

    private static List<String> readFiles() {
        try {
            Element entry = Jsoup.parse(read("index.html")).selectFirst("script[type=module][src*=" + BUILD + "]");
            if (entry == null) {
                LOG.warn("The page of Vaadin's bundle has no entry module, so that no modules are preloaded");
                return List.of();
            }
            String file = entry.attr("src").split(BUILD, 2)[1];
            return Stream.concat(Stream.of(file), findImports(read(BUILD + file)).stream())
                    .map(BUILD::concat)
                    .toList();
        } catch (IOException e) {
            LOG.debug("There is no production bundle", e);
            return List.of();
        }
    }

    private static String read(String file) throws IOException {
        return new ClassPathResource(WEB_ROOT + file).getContentAsString(StandardCharsets.UTF_8);
    }

    /** Returns the names of the files that the content imports from its own directory. */
    static List<String> findImports(String content) {
        return MODULE_IMPORT
                .matcher(content)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
