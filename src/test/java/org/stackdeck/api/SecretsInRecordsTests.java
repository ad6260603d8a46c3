package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spring logs request and response bodies if the level of its loggers is DEBUG. */
class SecretsInRecordsTests {

    private static final String SECRET = "hush-hush";

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|secret|token|privatekey|recoverycodes|userdata|invitation|url)");

    private static final Pattern SECRET_NAME_IN_REQUEST = Pattern.compile(SECRET_NAME.pattern() + "|code");

    static Stream<Class<?>> recordsWithSecrets() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.stackdeck.api", "org.stackdeck.ui.signin")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type ->
                                Arrays.stream(type.getRecordComponents()).anyMatch(SecretsInRecordsTests::isSecret));
    }

    @ParameterizedTest
    @MethodSource("recordsWithSecrets")
    void toStringOmitsSecrets(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);

        Object value = constructor.newInstance(
                Arrays.stream(components).map(SecretsInRecordsTests::sample).toArray());

        assertThat(value.toString()).doesNotContain(SECRET);
    }

    private static boolean isSecret(RecordComponent component) {
        Pattern names = component.getDeclaringRecord().getSimpleName().endsWith("Request")
                ? SECRET_NAME_IN_REQUEST
                : SECRET_NAME;
        return Set.of(String.class, List.class).contains(component.getType())
                && names.matcher(component.getName()).matches();
    }

    private static @Nullable Object sample(RecordComponent component) {
        String text = isSecret(component) ? SECRET : "";
        return switch (component.getType().getName()) {
            case "java.lang.String" -> text;
            case "java.util.List" -> List.of(text);
            case "boolean" -> false;
            case "int" -> 0;
            case "long" -> 0L;
            default -> null;
        };
    }
}
