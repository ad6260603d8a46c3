package org.stackdeck.platform.configuration;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Formats the properties as Markdown. Types, defaults and ranges are those of the records, and the meanings are the
 * Javadoc of their components.
 */
final class ConfigurationReference {

    static final Path DOCUMENT = Path.of("docs/configuration.md");

    /** Marks the end of the handwritten part of the document. */
    private static final String MARK = "-Dtest=ConfigurationReferenceGenerator -Dtest.excluded=none";

    private static final Path SOURCES = Path.of("src/main/java");

    private ConfigurationReference() {}

    /**
     * Returns the document with its generated part replaced.
     *
     * @throws IllegalArgumentException if the document does not contain the mark
     */
    static String update(String document) {
        int end = document.indexOf(MARK);
        if (end < 0) {
            throw new IllegalArgumentException(DOCUMENT + " does not contain " + MARK);
        }
        return document.substring(0, end) + MARK + "\n\n" + String.join("\n\n", sections()) + "\n\n" + springSection();
    }

    private static List<String> sections() {
        Map<String, List<RecordDocumentation>> byPrefix = new LinkedHashMap<>();
        for (Class<?> type : PropertyCatalog.types()) {
            byPrefix.computeIfAbsent(PropertyCatalog.prefix(type), _ -> new java.util.ArrayList<>())
                    .add(RecordDocumentation.read(type));
        }
        return byPrefix.entrySet().stream()
                .map(entry -> section(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String section(String prefix, List<RecordDocumentation> records) {
        String introduction = records.stream().map(RecordDocumentation::body).collect(Collectors.joining(" "));
        String rows = records.stream()
                .flatMap(documentation -> PropertyCatalog.definitions(documentation.type()).stream()
                        .map(property -> row(
                                property.name(),
                                property.environmentVariable(),
                                property.secret() ? property.type() + ", secret" : property.type(),
                                property.defaultValue(),
                                property.range(),
                                documentation.meaning(property))))
                .collect(Collectors.joining("\n"));
        return "## " + prefix + "\n\n" + introduction + "\n\n" + header() + rows;
    }

    private static String springSection() {
        String rows = SpringPropertyDefinition.ALL.stream()
                .map(property -> row(
                        property.name(),
                        PropertyDefinition.environmentVariable(property.name()),
                        property.secret() ? property.type() + ", secret" : property.type(),
                        property.defaultValue(),
                        "",
                        property.meaning()))
                .collect(Collectors.joining("\n"));
        return "## Spring Boot\n\n"
                + "Every property of Spring Boot can be set in the same way. These are the most useful ones.\n\n"
                + header() + rows + "\n";
    }

    private static String header() {
        return "| Property, environment variable | Type | Default | Range | Meaning |\n|---|---|---|---|---|\n";
    }

    private static String row(
            String name, String variable, String type, String defaultValue, String range, String meaning) {
        return "| `%s` `%s` | %s | %s | %s | %s |"
                .formatted(
                        name,
                        variable,
                        type,
                        defaultValue.isEmpty() ? "" : "`" + escape(defaultValue) + "`",
                        range,
                        meaning);
    }

    private static String escape(String text) {
        return text.replace("|", "\\|");
    }

    /** Javadoc of a record, in which names of properties replace those of components. */
    private record RecordDocumentation(Class<?> type, String body, Map<String, String> parameters) {

        static RecordDocumentation read(Class<?> type) {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
                JavacTask task =
                        (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
                CompilationUnitTree unit = task.parse().iterator().next();
                Tree declaration = unit.getTypeDecls().getFirst();
                DocCommentTree comment =
                        DocTrees.instance(task).getDocCommentTree(new TreePath(new TreePath(unit), declaration));
                Map<String, String> parameters = comment.getBlockTags().stream()
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .collect(Collectors.toMap(
                                tag -> tag.getName().toString(), tag -> markdown(type, tag.getDescription())));
                return new RecordDocumentation(type, markdown(type, comment.getFullBody()), parameters);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String meaning(PropertyDefinition property) {
            String component = property.component().getName();
            if (!parameters.containsKey(component)) {
                throw new IllegalStateException(type + " has no Javadoc for " + component);
            }
            return parameters.get(component);
        }

        private static String markdown(Class<?> type, List<? extends DocTree> parts) {
            return parts.stream()
                    .map(part -> switch (part) {
                        case LiteralTree literal ->
                            "`" + propertyName(type, literal.getBody().getBody()) + "`";
                        case LinkTree link ->
                            throw new IllegalStateException(
                                    type + " has the link " + link + ", which is not clear to administrators");
                        default -> part.toString();
                    })
                    .collect(Collectors.joining())
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        private static String propertyName(Class<?> type, String code) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> component.getName().equals(code))
                    .findFirst()
                    .map(component -> PropertyDefinition.nameOf(PropertyCatalog.prefix(type), component))
                    .orElse(code);
        }
    }
}
