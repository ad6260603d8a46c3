package org.stackdeck.cloud.openstack.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configured entries: the entries of the file, in the order of the file, followed by the entry of the
 * environment. Sends no requests.
 */
public final class CloudEntryLoader {

    private static final String UNNAMED = "-";

    private final CloudsFileLocator locator;
    private final Set<String> selectedNames;

    /** @param selectedNames names of the entries to use; empty for all */
    public CloudEntryLoader(CloudsFileLocator locator, Set<String> selectedNames) {
        this.locator = locator;
        this.selectedNames = new java.util.LinkedHashSet<>(selectedNames);
    }

    public List<ParsedEntry> load() {
        var found = new ArrayList<ParsedEntry>();
        var sources = new ArrayList<String>();
        locator.clouds().ifPresent(file -> {
            sources.add(file.toString());
            found.addAll(fromFile(file));
        });
        environment().ifPresent(fields -> {
            sources.add(EnvironmentEntryReader.SOURCE);
            found.add(fromEnvironment(fields, found));
        });
        return selectEntries(found, sources);
    }

    /**
     * Returns the entry of the environment if its variables are set. Returns empty if a file is configured explicitly,
     * so that a demonstration shows no other clouds.
     */
    private Optional<CloudEntryFields> environment() {
        return locator.explicitFile() == null ? EnvironmentEntryReader.of(locator.environment()) : Optional.empty();
    }

    private List<ParsedEntry> selectEntries(List<ParsedEntry> found, List<String> sources) {
        if (selectedNames.isEmpty()) {
            return List.copyOf(found);
        }
        var result = new ArrayList<ParsedEntry>();
        found.stream()
                .filter(c -> selectedNames.contains(c.name()) || c.name().equals(UNNAMED))
                .forEach(result::add);
        for (String name : selectedNames) {
            if (found.stream().noneMatch(c -> c.name().equals(name))) {
                String where = sources.isEmpty() ? "-" : String.join(", ", sources);
                result.add(new ParsedEntry.Invalid(
                        name, "STACKDECK_CLOUDS", "", EntryRemarkType.ENTRY_NOT_FOUND.toRemark(name, where)));
            }
        }
        return result;
    }

    private List<ParsedEntry> fromFile(Path file) {
        String source = file.toString();
        try {
            Map<?, ?> content = YamlFileReader.read(file);
            Optional<Path> secure = locator.secure(file);
            Map<?, ?> whole = secure.isPresent() ? merged(content, YamlFileReader.read(secure.get())) : content;
            if (!(whole.get("clouds") instanceof Map<?, ?> clouds)) {
                return List.of(invalidEntry(UNNAMED, source, EntryRemarkType.FILE_WITHOUT_CLOUDS.toRemark(source)));
            }
            return clouds.entrySet().stream()
                    .map(e -> parseEntry(e.getKey(), source, e.getValue()))
                    .toList();
        } catch (InvalidEntryException e) {
            return List.of(new ParsedEntry.Invalid(UNNAMED, source, "", e.remark()));
        }
    }

    private static ParsedEntry parseEntry(@Nullable Object key, String source, @Nullable Object value) {
        String name = key instanceof String text ? text : "";
        if (name.isBlank() || name.length() > 255) {
            return invalidEntry(UNNAMED, source, EntryRemarkType.ENTRY_NAME_INVALID.toRemark(source));
        }
        if (!(value instanceof Map<?, ?> keys)) {
            return invalidEntry(name, source, EntryRemarkType.ENTRY_NOT_MAPPING.toRemark(source, name));
        }
        return parseEntry(new CloudEntryFields(name, source, keys));
    }

    private static ParsedEntry parseEntry(CloudEntryFields fields) {
        try {
            return new ParsedEntry.Valid(CloudEntryReader.read(fields));
        } catch (InvalidEntryException e) {
            return new ParsedEntry.Invalid(
                    fields.name(), fields.source(), CloudEntryReader.authType(fields), e.remark());
        }
    }

    private static ParsedEntry fromEnvironment(CloudEntryFields fields, List<ParsedEntry> before) {
        if (before.stream().anyMatch(c -> c.name().equals(fields.name()))) {
            return invalidEntry(
                    fields.name(),
                    fields.source(),
                    EntryRemarkType.ENTRY_NAMED_TWICE.toRemark(fields.source(), fields.name(), "clouds.yaml"));
        }
        return parseEntry(fields);
    }

    private static ParsedEntry invalidEntry(
            String name, String source, org.stackdeck.cloud.client.CloudEntryRemark problem) {
        return new ParsedEntry.Invalid(name, source, "", problem);
    }

    /** Returns {@code under} with the values of {@code over}, which take precedence. Merges mappings recursively. */
    private static Map<Object, @Nullable Object> merged(Map<?, ?> under, Map<?, ?> over) {
        Map<Object, @Nullable Object> result = new LinkedHashMap<>(under);
        over.forEach((key, value) -> {
            Object old = result.get(key);
            result.put(key, old instanceof Map<?, ?> a && value instanceof Map<?, ?> b ? merged(a, b) : value);
        });
        return result;
    }
}
