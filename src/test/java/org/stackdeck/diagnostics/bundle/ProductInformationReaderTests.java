package org.stackdeck.diagnostics.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.diagnostics.Dependency;
import org.stackdeck.diagnostics.ProductInformation;

class ProductInformationReaderTests {

    private static final String BILL = """
        {"bomFormat": "CycloneDX",
         "metadata": {"component": {"name": "stackdeck", "version": "0.1.0"}},
         "components": [
           {"group": "org.zeta", "name": "last", "version": "2", "licenses": [{"license": {"name": "Own license"}}]},
           {"group": "org.alpha", "name": "first", "version": "1",
            "licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "Apache-2.0"}}, {"license": {"id": "MIT"}}]},
           {"name": "plain", "version": "3", "licenses": [{"expression": "EPL-2.0 OR LGPL-2.1-only"}]},
           {"group": "org.none", "name": "none", "version": "4"}]}\
        """;

    @Test
    void billOfMaterialsNamesTheVersionAndTheLibrariesWithLicenses() throws IOException {
        ProductInformation product = ProductInformationReader.read(stream(BILL), null);

        assertThat(product.version()).isEqualTo("0.1.0");
        assertThat(product.commit()).isNull();
        assertThat(product.committedAt()).isNull();
        assertThat(product.dependencies())
                .containsExactly(
                        new Dependency("org.alpha:first", "1", List.of("MIT", "Apache-2.0")),
                        new Dependency("org.none:none", "4", List.of()),
                        new Dependency("org.zeta:last", "2", List.of("Own license")),
                        new Dependency("plain", "3", List.of("EPL-2.0 OR LGPL-2.1-only")));
    }

    @Test
    void buildWithoutFilesHasNoVersion() throws IOException {
        assertThat(ProductInformationReader.read(null, null))
                .isEqualTo(new ProductInformation(null, null, null, List.of()));
    }

    @Test
    void commitHasATime() throws IOException {
        ProductInformation product = ProductInformationReader.read(
                null,
                stream("git.commit.id.abbrev=1a2b3c4\ngit.commit.time=2026-05-06T07\\:08\\:09Z\ngit.dirty=false"));

        assertThat(product.committedAt()).isEqualTo(Instant.parse("2026-05-06T07:08:09Z"));
    }

    @Test
    void commitWithOtherChangesIsMarked() throws IOException {
        assertThat(ProductInformationReader.read(null, stream("git.commit.id.abbrev=1a2b3c4\ngit.dirty=true"))
                        .commit())
                .isEqualTo("1a2b3c4-dirty");
        assertThat(ProductInformationReader.read(null, stream("git.commit.id.abbrev=1a2b3c4\ngit.dirty=false"))
                        .commit())
                .isEqualTo("1a2b3c4");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
