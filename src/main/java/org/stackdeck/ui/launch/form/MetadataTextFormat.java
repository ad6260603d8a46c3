package org.stackdeck.ui.launch.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stackdeck.ui.ViewLogic;

/** Text format of metadata: one {@code key=value} in each line. */
@ViewLogic
final class MetadataTextFormat {

    private MetadataTextFormat() {}

    /**
     * Parses the text and ignores blank lines. Returns empty if a line does not contain a key and {@code =}, or if a
     * key occurs twice.
     */
    static Optional<Map<String, String>> parse(String text) {
        Map<String, String> read = new LinkedHashMap<>();
        for (String line : text.lines().filter(value -> !value.isBlank()).toList()) {
            int equals = line.indexOf('=');
            if (line.substring(0, Math.max(equals, 0)).isBlank()
                    || read.put(
                                    line.substring(0, equals).strip(),
                                    line.substring(equals + 1).strip())
                            != null) {
                return Optional.empty();
            }
        }
        return Optional.of(read);
    }

    static String format(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
