package org.stackdeck.ui.servers.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** A clouds.yaml file of a test. */
record TestCloudsFile(Map<String, Map<String, Object>> clouds) {

    static TestCloudsFile read(Path file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> content = new Yaml().load(Files.readString(file));
        return new TestCloudsFile(Objects.requireNonNull(content.get("clouds")));
    }

    /** Returns one of its entries, with another name. */
    TestCloudsFile withOnly(String entry, String name) {
        return new TestCloudsFile(Map.of(name, entry(entry)));
    }

    /** Returns the entries of both files. */
    TestCloudsFile merge(TestCloudsFile other) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(clouds);
        all.putAll(other.clouds);
        return new TestCloudsFile(all);
    }

    /** Adds notifications from a broker, in the format of {@code x-stackdeck-notifications}. */
    TestCloudsFile withNotifications(String entry, Map<String, ?> broker) {
        Map<String, Object> more = new LinkedHashMap<>(entry(entry));
        more.put("x-stackdeck-notifications", broker);
        return merge(new TestCloudsFile(Map.of(entry, more)));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, new Yaml().dump(Map.of("clouds", clouds)));
    }

    private Map<String, Object> entry(String name) {
        return Objects.requireNonNull(clouds.get(name));
    }
}
