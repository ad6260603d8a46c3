package org.stackdeck.ui.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** A clouds.yaml that a test has its own of. */
record CloudsFile(Map<String, Map<String, Object>> clouds) {

    static CloudsFile read(Path file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> content = new Yaml().load(Files.readString(file));
        return new CloudsFile(Objects.requireNonNull(content.get("clouds")));
    }

    /** With one of its entries, by another name. */
    CloudsFile only(String entry, String name) {
        return new CloudsFile(Map.of(name, entry(entry)));
    }

    /** With the entries of both. */
    CloudsFile and(CloudsFile other) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(clouds);
        all.putAll(other.clouds);
        return new CloudsFile(all);
    }

    /** Listening to a broker, which is as in {@code x-stackdeck-notifications}. */
    CloudsFile notified(String entry, Map<String, ?> broker) {
        Map<String, Object> more = new LinkedHashMap<>(entry(entry));
        more.put("x-stackdeck-notifications", broker);
        return and(new CloudsFile(Map.of(entry, more)));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, new Yaml().dump(Map.of("clouds", clouds)));
    }

    private Map<String, Object> entry(String name) {
        return Objects.requireNonNull(clouds.get(name));
    }
}
