package org.stackdeck.diagnostics.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.diagnostics.Dependency;
import org.stackdeck.diagnostics.ProductInformation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files that the build writes: the CycloneDX bill of materials, and the Git commit. */
final class ProductInformationReader {

    private static final String BILL_OF_MATERIALS = "META-INF/sbom/application.cdx.json";
    private static final String GIT = "git.properties";

    private static final JsonMapper JSON = new JsonMapper();

    private ProductInformationReader() {}

    static ProductInformation read(ClassLoader files) {
        try {
            return read(files.getResourceAsStream(BILL_OF_MATERIALS), files.getResourceAsStream(GIT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the streams, which are null if the files do not exist. */
    static ProductInformation read(@Nullable InputStream billOfMaterials, @Nullable InputStream git)
            throws IOException {
        try (billOfMaterials;
                git) {
            JsonNode bill = billOfMaterials == null ? JSON.createObjectNode() : JSON.readTree(billOfMaterials);
            Properties properties = new Properties();
            if (git != null) {
                properties.load(git);
            }
            return new ProductInformation(
                    text(bill.path("metadata").path("component"), "version").orElse(null),
                    commit(properties),
                    commitTime(properties),
                    dependencies(bill));
        }
    }

    private static @Nullable String commit(Properties git) {
        String id = git.getProperty("git.commit.id.abbrev");
        return id == null || !Boolean.parseBoolean(git.getProperty("git.dirty")) ? id : id + "-dirty";
    }

    private static @Nullable Instant commitTime(Properties git) {
        String time = git.getProperty("git.commit.time", "");
        return time.isEmpty() ? null : Instant.parse(time);
    }

    private static List<Dependency> dependencies(JsonNode bill) {
        return bill.path("components")
                .valueStream()
                .map(component -> new Dependency(
                        Stream.of(text(component, "group"), text(component, "name"))
                                .flatMap(Optional::stream)
                                .reduce((group, name) -> group + ":" + name)
                                .orElse(""),
                        text(component, "version").orElse(""),
                        licenses(component)))
                .sorted(Comparator.comparing(Dependency::name).thenComparing(Dependency::version))
                .toList();
    }

    /** The bill of materials contains an SPDX identifier, an SPDX expression or free text for each license. */
    private static List<String> licenses(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .map(entry -> text(entry, "expression")
                        .or(() -> text(entry.path("license"), "id"))
                        .or(() -> text(entry.path("license"), "name"))
                        .orElse(null))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asString("")).filter(text -> !text.isEmpty());
    }
}
