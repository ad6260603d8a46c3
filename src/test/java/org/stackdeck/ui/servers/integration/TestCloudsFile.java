package org.stackdeck.ui.servers.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** Content of a clouds.yaml file for tests. */
record TestCloudsFile(Map<String, Map<String, Object>> clouds) {

    static TestCloudsFile read(Path file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> content = new Yaml().load(Files.readString(file));
        return new TestCloudsFile(Objects.requireNonNull(content.get("clouds")));
    }

    /** Returns a file with only one of the entries, under another name. */
    TestCloudsFile withOnly(String entry, String name) {
        return new TestCloudsFile(Map.of(name, entry(entry)));
    }

    /** Returns a file with the entries of both files. Entries of the other file take precedence. */
    TestCloudsFile merge(TestCloudsFile other) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(clouds);
        all.putAll(other.clouds);
        return new TestCloudsFile(all);
    }

    /**
     * Returns a file in which the entry receives notifications from a broker.
     *
     * @param broker the value of {@code x-stackdeck-notifications}
     */
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
