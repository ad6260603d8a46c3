package org.stackdeck.ui.vaadin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PagePreloadInitializerTests {

    private static final Path SCRIPTS = Path.of("frontend/js");

    @Test
    void preloadedModulesExistTogetherWithTheModulesThatTheyImport() throws IOException {
        for (String module : PagePreloadInitializer.START_PAGE_MODULES) {
            assertThat(PreloadedModules.findImports(Files.readString(SCRIPTS.resolve(module))))
                    .as(module)
                    .isSubsetOf(PagePreloadInitializer.START_PAGE_MODULES);
        }
    }

    @Test
    void modulesAreFoundInAMinifiedEntryModule() {
        String entry = "m.f=[\"./style-props-BRR9.js\",\"./vaadin-icon-B0L_r.js\"];"
                + "T(()=>import(`./FlowClient-XDke.js`),[]);import(`./FlowClient-XDke.js`)";

        assertThat(PreloadedModules.findImports(entry))
                .containsExactly("style-props-BRR9.js", "vaadin-icon-B0L_r.js", "FlowClient-XDke.js");
    }
}
