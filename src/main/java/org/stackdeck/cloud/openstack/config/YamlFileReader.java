package org.stackdeck.cloud.openstack.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a YAML file, limited in size and depth, into maps, lists, strings and nulls. Creates no other objects and reads
 * scalars as text, so that the password 0123 does not become a number. Error messages never quote the content, which
 * includes secrets.
 */
final class YamlFileReader {

    private static final int MAX_BYTES = 1 << 20;

    private YamlFileReader() {}

    /** @throws InvalidEntryException if the file cannot be read or parsed, or is not a mapping */
    static Map<?, ?> read(Path file) {
        return parse(file.toString(), text(file));
    }

    /**
     * Parses a text, whose size the caller has limited. Returns an empty map for an empty document.
     *
     * @param source used in error messages
     * @throws InvalidEntryException if the text cannot be parsed, or is not a mapping
     */
    static Map<?, ?> parse(String source, String text) {
        Object content = load(source, text);
        if (content == null) {
            return Map.of();
        }
        if (content instanceof Map<?, ?> mapping) {
            return mapping;
        }
        throw new InvalidEntryException(EntryRemarkType.FILE_MALFORMED.toRemark(source, "1", "1"));
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidEntryException(
                        EntryRemarkType.FILE_TOO_LARGE.toRemark(file.toString(), Integer.toString(MAX_BYTES / 1024)));
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new InvalidEntryException(EntryRemarkType.FILE_UNREADABLE.toRemark(file.toString(), "no such file"));
        } catch (IOException e) {
            throw new InvalidEntryException(EntryRemarkType.FILE_UNREADABLE.toRemark(
                    file.toString(), e.getClass().getSimpleName()));
        }
    }

    private static Object load(String source, String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(20);
        options.setMaxAliasesForCollections(20);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        var yaml = new Yaml(
                new SafeConstructor(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                new PlainTextResolver());
        try {
            return yaml.load(text);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new InvalidEntryException(EntryRemarkType.FILE_MALFORMED.toRemark(
                    source,
                    mark == null ? "?" : Integer.toString(mark.getLine() + 1),
                    mark == null ? "?" : Integer.toString(mark.getColumn() + 1)));
        } catch (YAMLException e) {
            throw new InvalidEntryException(EntryRemarkType.FILE_MALFORMED.toRemark(source, "?", "?"));
        }
    }

    private static final class PlainTextResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<", 10);
            addImplicitResolver(Tag.NULL, NULL, "~nN\0", 10);
            addImplicitResolver(Tag.NULL, EMPTY, null, 10);
        }

        private static final Pattern EMPTY = Pattern.compile("^$");
    }
}
