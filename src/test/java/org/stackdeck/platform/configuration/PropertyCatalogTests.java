package org.stackdeck.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class PropertyCatalogTests {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Matches names of properties in placeholders and in calls such as {@code getProperty}. */
    private static final Pattern READ = Pattern.compile("(?:\\$\\{|Property\\(\\s*\")(stackdeck\\.[a-z.-]+)");

    @Test
    void allRecordsWithPropertiesAreListed() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));

        assertThat(PropertyCatalog.types())
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(scanner.findCandidateComponents("org.stackdeck").stream()
                        .map(BeanDefinition::getBeanClassName)
                        .toList());
    }

    @Test
    void propertiesThatAreReadByNameAreListed() throws IOException {
        List<String> read = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher names = READ.matcher(Files.readString(file));
                while (names.find()) {
                    read.add(names.group(1));
                }
            }
        }

        assertThat(read).contains("stackdeck.data-dir");
        assertThat(PropertyCatalog.definitions())
                .extracting(PropertyDefinition::name)
                .containsAll(read);
    }

    @Test
    void namesAreUnique() {
        assertThat(PropertyCatalog.definitions())
                .extracting(PropertyDefinition::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void numbersHaveARange() {
        assertThat(PropertyCatalog.definitions().stream()
                        .filter(property -> List.of("whole number", "number", "duration", "size")
                                .contains(property.type())))
                .isNotEmpty()
                .allSatisfy(property ->
                        assertThat(property.range()).as(property.name()).contains(" to "));
    }

    @Test
    void defaultsAreValid() {
        Map<String, Object> defaults = new TreeMap<>();
        PropertyCatalog.definitions().stream()
                .filter(property -> !property.defaultValue().isEmpty())
                .forEach(property -> defaults.put(property.name(), property.defaultValue()));
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("defaults", defaults));

        assertThat(defaults).hasSizeGreaterThan(50);
        assertThat(ConfigurationValidator.findProblems(environment)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.stackdeck.platform.configuration.PropertyCatalog#definitions")
    void bothSpellingsOfTheEnvironmentVariableSetTheProperty(PropertyDefinition property) {
        assertThat(PropertyDefinition.environmentVariables(property.name()))
                .isNotEmpty()
                .allSatisfy(variable -> {
                    StandardEnvironment environment = new StandardEnvironment();
                    environment
                            .getPropertySources()
                            .replace(
                                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                    new SystemEnvironmentPropertySource(
                                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                            Map.of(variable, "text")));
                    ConfigurationPropertySources.attach(environment);

                    assertThat(Binder.get(environment)
                                    .bind(property.name(), String.class)
                                    .get())
                            .isEqualTo("text");
                    assertThat(UnknownPropertyDetector.findWarnings(environment))
                            .isEmpty();
                });
    }
}
