package org.stackdeck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds the codes that the compiled product can write into the audit trail. Scans the constants of the classes that use
 * audit entries.
 */
final class AuditCodeScanner {

    private static final Path CLASSES = Path.of("target/classes/org/stackdeck");
    /** Excludes settings ({@code stackdeck.…}) and names of template files. */
    private static final Pattern ACTION = Pattern.compile("(?!stackdeck)[a-z]+\\.(?!html|txt)[a-z-]+");

    /** Types whose use identifies a class that writes entries. */
    private static final Set<String> ENTRIES =
            Set.of("org/stackdeck/audit/AuditEntry", "org/stackdeck/identity/AdminActionExecutor$AdminAction");

    private static final String DETAIL = "org/stackdeck/audit/AuditDetail";

    private static final Pattern KIND = Pattern.compile("[a-z]+");

    private AuditCodeScanner() {}

    /**
     * Returns the actions: constants of the form {@code object.verb} in packages in which a class uses audit entries.
     *
     * @param keys translation keys, which have the same form and are excluded
     */
    static Set<String> actions(Set<String> keys) {
        List<ClassModel> all = classes();
        Set<String> writing = all.stream()
                .filter(AuditCodeScanner::knowsEntries)
                .map(AuditCodeScanner::packageOf)
                .collect(Collectors.toSet());
        return constants(all.stream().filter(type -> writing.contains(packageOf(type))))
                .filter(text -> ACTION.matcher(text).matches() && !keys.contains(text))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Returns the object types: {@code server} and the parts of actions before the dot. A class that uses audit entries
     * must contain the type as a separate constant that is not the code of a detail.
     *
     * @param keys translation keys, see {@link #actions}
     */
    static Set<String> kinds(Set<String> keys) {
        Set<String> objects = actions(keys).stream()
                .map(code -> code.substring(0, code.indexOf('.')))
                .collect(Collectors.toSet());
        objects.add("server");
        return classes().stream()
                .filter(AuditCodeScanner::knowsEntries)
                .flatMap(type -> type.methods().stream())
                .flatMap(method -> method.code().stream())
                .flatMap(AuditCodeScanner::withoutDetailCodes)
                .filter(text -> KIND.matcher(text).matches() && objects.contains(text))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<ClassModel> classes() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    // Excludes the pages that read the trail, and the implementation of the trail.
                    .filter(file ->
                            !file.startsWith(CLASSES.resolve("ui/admin")) && !file.startsWith(CLASSES.resolve("audit")))
                    .map(AuditCodeScanner::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean knowsEntries(ClassModel type) {
        return StreamSupport.stream(type.constantPool().spliterator(), false)
                .anyMatch(entry -> entry instanceof ClassEntry named && ENTRIES.contains(named.asInternalName()));
    }

    private static String packageOf(ClassModel type) {
        String name = type.thisClass().asInternalName();
        return name.substring(0, name.lastIndexOf('/'));
    }

    private static Stream<String> withoutDetailCodes(CodeModel code) {
        Deque<String> words = new ArrayDeque<>();
        for (CodeElement part : code) {
            if (part instanceof ConstantInstruction constant
                    && constant.constantValue() instanceof String text
                    && KIND.matcher(text).matches()) {
                words.add(text);
            } else if (part instanceof InvokeInstruction call
                    && call.owner().asInternalName().equals(DETAIL)
                    && call.typeSymbol().parameterCount() == 2
                    && !words.isEmpty()) {
                words.removeLast();
            }
        }
        return words.stream();
    }

    private static Stream<String> constants(Stream<ClassModel> types) {
        return types.flatMap(type -> type.methods().stream())
                .flatMap(method -> method.code().stream())
                .flatMap(CodeModel::elementStream)
                .flatMap(part ->
                        part instanceof ConstantInstruction constant && constant.constantValue() instanceof String text
                                ? Stream.of(text)
                                : Stream.empty());
    }
}
