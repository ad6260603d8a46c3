package org.stackdeck.ui.access;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.ui.access.GrantServersField.SelectionKind;

/** Parses the text with which an administrator selects the servers and other resources of a grant. */
final class ServerSelectorParser {

    private ServerSelectorParser() {}

    /**
     * @param typed ignored for kinds that need no text
     * @throws IllegalArgumentException if the text is invalid
     */
    static ResourceSelector parse(SelectionKind kind, String typed) {
        return switch (kind) {
            case CHOSEN, ALL -> ResourceSelector.ALL;
            case OWN -> new ResourceSelector.OwnedServers();
            case NAME -> new ResourceSelector.ByName(new NamePattern(typed));
            case TAG -> new ResourceSelector.ByTag(typed);
            case METADATA -> new ResourceSelector.ByMetadata(parseEntries(typed));
            case IDS ->
                new ResourceSelector.ByIds(Arrays.stream(typed.split("[\\s,]+", -1))
                        .filter(id -> !id.isEmpty())
                        .map(id -> ServerId.parse(id).orElseThrow(IllegalArgumentException::new))
                        .collect(Collectors.toSet()));
        };
    }

    /** Parses {@code key=value} pairs that are separated by commas. */
    private static Map<String, String> parseEntries(String typed) {
        Map<String, String> entries = new HashMap<>();
        for (String pair : typed.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("no =");
            }
            entries.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return entries;
    }
}
