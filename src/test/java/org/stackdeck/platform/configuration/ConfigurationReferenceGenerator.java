package org.stackdeck.platform.configuration;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writes the tables of docs/configuration.md. */
@Tag("tool")
class ConfigurationReferenceGenerator {

    @Test
    void writeReference() throws IOException {
        String document = Files.readString(ConfigurationReference.DOCUMENT);
        Files.writeString(ConfigurationReference.DOCUMENT, ConfigurationReference.update(document));
    }
}
