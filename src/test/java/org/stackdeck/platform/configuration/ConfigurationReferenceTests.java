package org.stackdeck.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTests {

    @Test
    void documentIsUpToDate() throws IOException {
        String document = Files.readString(ConfigurationReference.DOCUMENT);

        assertThat(document)
                .as("run ConfigurationReferenceGenerator as described in docs/configuration.md")
                .isEqualTo(ConfigurationReference.update(document));
    }

    @Test
    void documentContainsEachPropertyOnce() throws IOException {
        String document = Files.readString(ConfigurationReference.DOCUMENT);

        assertThat(PropertyCatalog.definitions())
                .allSatisfy(property -> assertThat(document)
                        .containsOnlyOnce("\n| `" + property.name() + "` `" + property.environmentVariable() + "` |"));
    }
}
