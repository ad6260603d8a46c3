package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * Checks that change sets only expand the schema, so that the previous version of Stackdeck can use it. A change set
 * that removes what the previous version no longer uses has the label {@code contracting}.
 */
class ChangeSetCompatibilityTests {

    private static final Path CHANGES = Path.of("src/main/resources/db/changelog/changes");

    private static final Set<String> HARMLESS_DROPS =
            Set.of("dropIndex", "dropForeignKeyConstraint", "dropUniqueConstraint", "dropNotNullConstraint");

    private static final Pattern CONTRACTING_SQL =
            Pattern.compile("\\b(drop\\s+(table|column|default)|rename|truncate)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern RESTRICTING_SQL = Pattern.compile(
            "alter\\s+table\\s+(\\w+)\\s+(modify|change|alter\\b.*\\bset\\s+not\\s+null|alter\\b.*\\btype\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Test
    void onlyChangeSetsWithTheLabelRemoveOrRestrictAPartOfTheSchema() throws IOException {
        Set<String> contracting = new TreeSet<>();
        Set<String> labelled = new TreeSet<>();
        try (Stream<Path> files = Files.list(CHANGES)) {
            for (Path file : files.toList()) {
                String content = Files.readString(file);
                contracting.addAll(violations(content));
                labelled.addAll(labelled(content));
            }
        }

        assertThat(contracting)
                .as("change sets that the previous version cannot work with: see docs/how-to/add-a-table.md")
                .hasSizeGreaterThan(5)
                .isEqualTo(labelled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dropTable: { tableName: t }",
                "dropColumn: { tableName: t, columnName: c }",
                "renameColumn: { tableName: t, oldColumnName: a, newColumnName: b }",
                "renameTable: { oldTableName: a, newTableName: b }",
                "addNotNullConstraint: { tableName: t, columnName: c }",
                "modifyDataType: { tableName: t, columnName: c, newDataType: int }",
                "addColumn: { tableName: t, columns: [ { column: { name: c, type: int, constraints: { nullable: false } } } ] }",
                "sql: { sql: \"alter table t drop column c\" }",
                "sql: { sql: \"alter table t modify c mediumtext not null\" }",
                "sql: \"alter table t alter column c set not null\"",
            })
    void contractingChangeIsDetected(String change) {
        assertThat(violations(changeLog(change))).containsExactly("1-test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createTable: { tableName: t, columns: [ { column: { name: c, type: int, constraints: { nullable: false } } } ] }",
                "addColumn: { tableName: t, columns: [ { column: { name: c, type: int } } ] }",
                "addColumn: { tableName: t, columns: [ { column: { name: c, type: int, defaultValueNumeric: 0, constraints: { nullable: false } } } ] }",
                "dropIndex: { tableName: t, indexName: i }",
                "sql: { sql: \"update t set c = 1\" }",
            })
    void expandingChangeIsAccepted(String change) {
        assertThat(violations(changeLog(change))).isEmpty();
    }

    @Test
    void columnOfANewTableCanBeRestricted() {
        assertThat(violations(changeLog("createTable: { tableName: t, columns: [] }")
                        + "        - sql: { sql: \"alter table t modify c mediumtext not null\" }\n"))
                .isEmpty();
    }

    private static String changeLog(String change) {
        return "databaseChangeLog:\n  - changeSet:\n      id: 1-test\n      changes:\n        - " + change + "\n";
    }

    private static List<String> labelled(String file) {
        return changeSets(file)
                .filter(changeSet -> "contracting".equals(changeSet.get("labels")))
                .map(changeSet -> String.valueOf(changeSet.get("id")))
                .toList();
    }

    private static Stream<Map<?, ?>> changeSets(String file) {
        Map<String, List<Map<String, Object>>> root = new Yaml().load(file);
        return root.getOrDefault("databaseChangeLog", List.of()).stream()
                .map(entry -> entry.get("changeSet"))
                .filter(Map.class::isInstance)
                .map(changeSet -> (Map<?, ?>) changeSet);
    }

    /** Returns the IDs of the change sets that remove or restrict a part of the schema that existed before the file. */
    private static List<String> violations(String file) {
        List<String> found = new ArrayList<>();
        Set<String> created = new TreeSet<>();
        for (Map<?, ?> changeSet : changeSets(file).toList()) {
            if (changeSet.get("changes") instanceof List<?> changes) {
                for (Object change : changes) {
                    ((Map<?, ?>) change).forEach((type, content) -> {
                        if (type.equals("createTable") && content instanceof Map<?, ?> table) {
                            created.add(String.valueOf(table.get("tableName")));
                        } else if (isContracting(String.valueOf(type), content, created)) {
                            found.add(String.valueOf(changeSet.get("id")));
                        }
                    });
                }
            }
        }
        return found;
    }

    private static boolean isContracting(String type, Object content, Set<String> created) {
        if (type.equals("sql")) {
            String sql = content instanceof Map<?, ?> map ? String.valueOf(map.get("sql")) : String.valueOf(content);
            Matcher restricting = RESTRICTING_SQL.matcher(sql);
            return CONTRACTING_SQL.matcher(sql).find()
                    || (restricting.find() && !created.contains(restricting.group(1)));
        }
        if (content instanceof Map<?, ?> map && created.contains(String.valueOf(map.get("tableName")))) {
            return false;
        }
        return switch (type) {
            case "addNotNullConstraint", "modifyDataType" -> true;
            case "addColumn" -> addsRequiredColumn((Map<?, ?>) content);
            default -> type.startsWith("rename") || (type.startsWith("drop") && !HARMLESS_DROPS.contains(type));
        };
    }

    private static boolean addsRequiredColumn(Map<?, ?> change) {
        return change.get("columns") instanceof List<?> columns
                && columns.stream().anyMatch(ChangeSetCompatibilityTests::isRequiredWithoutDefault);
    }

    private static boolean isRequiredWithoutDefault(Object entry) {
        return entry instanceof Map<?, ?> map
                && map.get("column") instanceof Map<?, ?> column
                && column.get("constraints") instanceof Map<?, ?> constraints
                && Boolean.FALSE.equals(constraints.get("nullable"))
                && column.keySet().stream().noneMatch(key -> String.valueOf(key).startsWith("default"));
    }
}
