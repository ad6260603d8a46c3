package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stackdeck.contract.GeneratedObjects.Kind;
import org.stackdeck.product.OnLab;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates, changes, filters and deletes the same objects in the simulator and in a real OpenStack, and compares the
 * statuses, the fields and the effects. The requests are in {@code generated-objects.yaml}.
 */
@OnLab
class GeneratedObjectTests {

    private static final String STATUS = GeneratedObjects.STATUS;
    private static final List<Kind> KINDS = kinds();

    private static GeneratedObjects simulator;
    private static GeneratedObjects lab;

    @BeforeAll
    static void start() {
        String name = "generated-" + System.currentTimeMillis() % 1_000_000;
        simulator = new GeneratedObjects(new SimulatedCloud(), name);
        lab = new GeneratedObjects(new LabCloud(), name);
    }

    @AfterAll
    static void stop() {
        simulator.close();
        lab.close();
    }

    static List<Kind> kinds() {
        try (var text = GeneratedObjectTests.class.getResourceAsStream("generated-objects.yaml")) {
            List<Map<String, Object>> kinds = new Yaml().load(text);
            return kinds.stream().map(GeneratedObjectTests::kind).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kind kind(Map<String, Object> properties) {
        ObjectNode kind = JsonMapper.shared().valueToTree(properties);
        List.of("compared", "ignored", "create", "update", "administratorUpdate", "filters", "administrator").stream()
                .filter(list -> !kind.has(list))
                .forEach(kind::putArray);
        if (!kind.has("required")) {
            kind.put("required", "");
        }
        if (!kind.has("b")) {
            kind.put("b", "");
        }
        return JsonMapper.shared().treeToValue(kind, Kind.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void objectsAreCreatedChangedAndFilteredLikeInTheLab(Kind kind) {
        if (!lab.supports(kind)) {
            System.err.println("Skipped: the lab has no " + kind.binary() + " to create an object of kind " + kind);
        }
        assumeThat(lab.supports(kind)).as("the lab has " + kind.binary()).isTrue();
        for (GeneratedObjects cloud : List.of(simulator, lab)) {
            KINDS.stream()
                    .takeWhile(other -> !other.kind().equals(kind.kind()))
                    .filter(other -> used(kind).contains("$" + other.kind() + "."))
                    .forEach(cloud::prepare);
            cloud.prepare(kind);
        }
        List<String> differences = new ArrayList<>();
        compare(differences, "GET ", kind.filters(), cloud -> query -> cloud.list(kind, query, false));
        compare(
                differences,
                "GET as administrator ",
                kind.administrator(),
                cloud -> query -> cloud.list(kind, query, true));
        compare(differences, "GET ", lab.generatedFilters(kind), cloud -> query -> cloud.list(kind, query, false));
        compare(differences, "POST ", kind.create(), cloud -> members -> cloud.create(kind, members));
        compare(differences, "PUT ", kind.update(), cloud -> members -> cloud.update(kind, members, false));
        compare(
                differences,
                "PUT as administrator ",
                kind.administratorUpdate(),
                cloud -> members -> cloud.update(kind, members, true));

        assertThat(differences).isEmpty();
    }

    private static String used(Kind kind) {
        return kind.path() + kind.a() + kind.b() + kind.required() + kind.create() + kind.update() + kind.filters();
    }

    private static void compare(
            List<String> differences,
            String verb,
            List<String> requests,
            Function<GeneratedObjects, Function<String, Map<String, String>>> answers) {
        for (String request : requests) {
            Map<String, String> real = answers.apply(lab).apply(request);
            Map<String, String> simulated = answers.apply(simulator).apply(request);
            boolean isSameStatus = real.get(STATUS).equals(simulated.get(STATUS));
            TreeMap<String, String> fields = new TreeMap<>(real);
            fields.putAll(simulated);
            for (String field : isSameStatus ? fields.keySet() : Set.of(STATUS)) {
                String expected = real.getOrDefault(field, "missing");
                String actual = simulated.getOrDefault(field, "missing");
                if (!expected.equals(actual)) {
                    differences.add(
                            "\n%s%s: %s, lab %s, simulator %s".formatted(verb, request, field, expected, actual));
                }
            }
        }
    }
}
