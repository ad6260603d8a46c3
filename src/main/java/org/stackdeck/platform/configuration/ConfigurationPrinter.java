package org.stackdeck.platform.configuration;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.stackdeck.platform.startup.StartupException;

/**
 * Prints the effective configuration, with one property and its origin in each line. Shows the values of documented
 * properties and of properties in the configuration file of the jar, except secrets. Shows only that other properties
 * are set, because their values may be secrets. Creates no data directory and does not access the database.
 */
public final class ConfigurationPrinter {

    public static final String OPTION = "--print-config";

    private static final String SET = "(set)";

    private static final String NOT_SET = "(not set)";

    /** Prefixes of the properties of Spring Boot and of the libraries that Stackdeck uses. */
    private static final List<String> PREFIXES =
            List.of("db-scheduler", "logging", "management", "server", "spring", "springdoc", "vaadin");

    private final ConfigurableEnvironment environment;

    private final Map<String, String> lines = new TreeMap<>();

    private ConfigurationPrinter(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Prints the configuration of a process with these command line arguments.
     *
     * @return the exit code: 0 if the configuration is valid, else 1
     */
    public static int run(PrintStream output, PrintStream errors, String... arguments) {
        LoggingSystem.get(ConfigurationPrinter.class.getClassLoader()).setLogLevel("ROOT", LogLevel.OFF);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return run(output, errors, environment);
    }

    static int run(PrintStream output, PrintStream errors, ConfigurableEnvironment environment) {
        List<String> problems;
        try {
            ConfigurationPropertySources.attach(environment);
            new SpringApplicationJsonEnvironmentPostProcessor()
                    .postProcessEnvironment(environment, new SpringApplication());
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
            SecretFileLoader.load(environment);
            new ConfigurationPrinter(environment).collect().forEach(output::println);
            problems = ConfigurationValidator.findProblems(environment);
            UnknownPropertyDetector.findWarnings(environment).forEach(errors::println);
        } catch (StartupException e) {
            problems = List.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Examples are a missing file and a syntax error. Show only the first line, because further lines quote the
            // file.
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            problems = List.of("The configuration cannot be read: " + SecretMask.apply(reason));
        }
        problems.forEach(errors::println);
        return problems.isEmpty() ? 0 : 1;
    }

    private Collection<String> collect() {
        PropertyCatalog.definitions()
                .forEach(property -> addDocumented(property.name(), property.secret(), property.defaultValue()));
        SpringPropertyDefinition.ALL.forEach(
                property -> addDocumented(property.name(), property.secret(), property.defaultValue()));
        List<EnumerablePropertySource<?>> sources = enumerableSources();
        for (EnumerablePropertySource<?> source : sources) {
            if (!(source instanceof SystemEnvironmentPropertySource)) {
                Stream.of(source.getPropertyNames()).forEach(this::addUndocumented);
            }
        }
        for (EnumerablePropertySource<?> source : sources) {
            if (source instanceof SystemEnvironmentPropertySource) {
                addUndocumentedVariables(source);
            }
        }
        return lines.values();
    }

    private List<EnumerablePropertySource<?>> enumerableSources() {
        List<EnumerablePropertySource<?>> sources = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                sources.add(enumerable);
            }
        }
        return sources;
    }

    private void addDocumented(String name, boolean secret, String defaultValue) {
        ConfigurationProperty entry = PropertyOrigin.find(environment, name);
        String value = entry == null ? defaultValue : effectiveValue(name);
        if (secret) {
            addLine(name, value.isEmpty() ? NOT_SET : SecretMask.MASK, entry);
        } else {
            addLine(name, value.isEmpty() ? NOT_SET : SecretMask.apply(value), entry);
        }
    }

    private void addUndocumented(String given) {
        String name = given.replaceFirst("\\[.*", "");
        if (PREFIXES.stream().noneMatch(prefix -> name.startsWith(prefix + ".")) || lines.containsKey(name)) {
            return;
        }
        ConfigurationProperty entry = PropertyOrigin.find(environment, name);
        boolean visible = entry != null && PropertyOrigin.isDefault(entry) && !SecretMask.isSecretName(name);
        addLine(name, visible ? SecretMask.apply(effectiveValue(name)) : SET, entry);
    }

    private void addUndocumentedVariables(EnumerablePropertySource<?> environmentVariables) {
        Set<String> known = lines.keySet().stream()
                .flatMap(name -> PropertyDefinition.environmentVariables(name).stream())
                .collect(Collectors.toSet());
        for (String variable : environmentVariables.getPropertyNames()) {
            if (!known.contains(variable)
                    && PREFIXES.stream()
                            .anyMatch(prefix ->
                                    variable.startsWith(PropertyDefinition.environmentVariable(prefix) + "_"))) {
                lines.put(variable, variable + " = " + SET + " (environment variable)");
            }
        }
    }

    private void addLine(String name, String value, @Nullable ConfigurationProperty entry) {
        String origin = entry == null ? "default" : PropertyOrigin.describe(entry);
        lines.put(name, name + " = " + value + " (" + origin + ")");
    }

    /** Returns the value as text with resolved placeholders. Commas separate the elements of a list. */
    private String effectiveValue(String name) {
        Binder binder = Binder.get(environment);
        ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '.');
        return binder.bind(property, Bindable.of(String.class))
                .orElseGet(() -> String.join(
                        ",",
                        binder.bind(property, Bindable.listOf(String.class)).orElse(List.of())));
    }
}
