package org.stackdeck.cloud.openstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads all configured entries, in the order of the file, followed by that of the environment. Reads files only, never
 * the network.
 */
final class CloudsConfiguration {

    private static final String UNNAMED = "-";

    private final ConfigurationFiles files;
    private final Set<String> chosen;

    /** @param chosen names of the entries to use; empty for all */
    CloudsConfiguration(ConfigurationFiles files, Set<String> chosen) {
        this.files = files;
        this.chosen = new java.util.LinkedHashSet<>(chosen);
    }

    List<Configured> read() {
        var found = new ArrayList<Configured>();
        var sources = new ArrayList<String>();
        files.clouds().ifPresent(file -> {
            sources.add(file.toString());
            found.addAll(fromFile(file));
        });
        environment().ifPresent(fields -> {
            sources.add(EnvironmentEntry.SOURCE);
            found.add(fromEnvironment(fields, found));
        });
        return choose(found, sources);
    }

    /** An explicitly configured file excludes the environment, so that a demonstration shows no other clouds. */
    private Optional<EntryFields> environment() {
        return files.told() == null ? EnvironmentEntry.of(files.environment()) : Optional.empty();
    }

    private List<Configured> choose(List<Configured> found, List<String> sources) {
        if (chosen.isEmpty()) {
            return List.copyOf(found);
        }
        var result = new ArrayList<Configured>();
        found.stream()
                .filter(c -> chosen.contains(c.name()) || c.name().equals(UNNAMED))
                .forEach(result::add);
        for (String name : chosen) {
            if (found.stream().noneMatch(c -> c.name().equals(name))) {
                String where = sources.isEmpty() ? "-" : String.join(", ", sources);
                result.add(new Configured.Broken(
                        name, "STACKDECK_CLOUDS", "", RemarkKind.ENTRY_NOT_FOUND.with(name, where)));
            }
        }
        return result;
    }

    private List<Configured> fromFile(Path file) {
        String source = file.toString();
        try {
            Map<?, ?> content = YamlFile.read(file);
            Optional<Path> secure = files.secure(file);
            Map<?, ?> whole = secure.isPresent() ? merged(content, YamlFile.read(secure.get())) : content;
            if (!(whole.get("clouds") instanceof Map<?, ?> clouds)) {
                return List.of(broken(UNNAMED, source, RemarkKind.FILE_WITHOUT_CLOUDS.with(source)));
            }
            return clouds.entrySet().stream()
                    .map(e -> entry(e.getKey(), source, e.getValue()))
                    .toList();
        } catch (BrokenEntryException e) {
            return List.of(new Configured.Broken(UNNAMED, source, "", e.remark()));
        }
    }

    private static Configured entry(@Nullable Object key, String source, @Nullable Object value) {
        String name = key instanceof String text ? text : "";
        if (name.isBlank() || name.length() > 255) {
            return broken(UNNAMED, source, RemarkKind.ENTRY_NAME_INVALID.with(source));
        }
        if (!(value instanceof Map<?, ?> keys)) {
            return broken(name, source, RemarkKind.ENTRY_NOT_MAPPING.with(source, name));
        }
        return entry(new EntryFields(name, source, keys));
    }

    private static Configured entry(EntryFields fields) {
        try {
            return new Configured.Usable(EntryReader.read(fields));
        } catch (BrokenEntryException e) {
            return new Configured.Broken(fields.name(), fields.source(), EntryReader.authType(fields), e.remark());
        }
    }

    private static Configured fromEnvironment(EntryFields fields, List<Configured> before) {
        if (before.stream().anyMatch(c -> c.name().equals(fields.name()))) {
            return broken(
                    fields.name(),
                    fields.source(),
                    RemarkKind.ENTRY_NAMED_TWICE.with(fields.source(), fields.name(), "clouds.yaml"));
        }
        return entry(fields);
    }

    private static Configured broken(String name, String source, org.stackdeck.cloud.Remark problem) {
        return new Configured.Broken(name, source, "", problem);
    }

    /** Merges {@code over} into {@code under}, recursively for mappings. */
    private static Map<Object, @Nullable Object> merged(Map<?, ?> under, Map<?, ?> over) {
        Map<Object, @Nullable Object> result = new LinkedHashMap<>(under);
        over.forEach((key, value) -> {
            Object old = result.get(key);
            result.put(key, old instanceof Map<?, ?> a && value instanceof Map<?, ?> b ? merged(a, b) : value);
        });
        return result;
    }
}
