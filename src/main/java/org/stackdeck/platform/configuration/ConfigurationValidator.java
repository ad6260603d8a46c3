package org.stackdeck.platform.configuration;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.stackdeck.platform.startup.StartupException;

/**
 * Checks all properties of Stackdeck before its beans are created. All problems are therefore reported at once, and
 * before Stackdeck accesses the database.
 */
public final class ConfigurationValidator {

    private static final int MAX_SHOWN_LENGTH = 100;

    private final Environment environment;
    private final Binder binder;

    private ConfigurationValidator(Environment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /** @throws StartupException if a property is invalid; the message has one line for each problem */
    public static void requireValid(Environment environment) {
        List<String> problems = findProblems(environment);
        if (!problems.isEmpty()) {
            throw new StartupException(String.join(System.lineSeparator(), problems));
        }
    }

    /** Returns one line for each problem, with the value of the property unless it is a secret. */
    static List<String> findProblems(Environment environment) {
        return new ConfigurationValidator(environment).findProblems();
    }

    private List<String> findProblems() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new UninterpolatedMessages())
                .buildValidatorFactory()) {
            Validator validator = factory.getValidator();
            return Stream.concat(
                            PropertyCatalog.types().stream().flatMap(type -> findProblems(type, validator).stream()),
                            findManagementPort().stream())
                    .toList();
        }
    }

    /**
     * Rejects the port and address of Spring Boot's management server. The built product ignores these settings;
     * without the build, they would move the health endpoint to that port.
     */
    private Optional<String> findManagementPort() {
        boolean isSet = environment.containsProperty("management.server.port")
                || environment.containsProperty("management.server.address");
        return isSet
                ? Optional.of(
                        "MANAGEMENT_SERVER_PORT and MANAGEMENT_SERVER_ADDRESS are not supported. Set"
                                + " STACKDECK_METRICS_PORT and STACKDECK_METRICS_ADDRESS to serve metrics on a port of their own.")
                : Optional.empty();
    }

    private List<String> findProblems(Class<?> type, Validator validator) {
        List<String> problems = new ArrayList<>();
        for (PropertyDefinition property : PropertyCatalog.definitions(type)) {
            if (!isValid(property, validator)) {
                problems.add(describe(property));
            }
        }
        if (problems.isEmpty()) {
            try {
                binder.bindOrCreate(PropertyCatalog.prefix(type), type);
            } catch (BindException e) {
                // Each value is valid by itself, so the constructor of the record has refused the combination.
                problems.add(SecretMask.apply(String.valueOf(
                        NestedExceptionUtils.getMostSpecificCause(e).getMessage())));
            }
        }
        return problems;
    }

    private boolean isValid(PropertyDefinition property, Validator validator) {
        try {
            @Nullable
            Object value = binder.bind(property.name(), property.bindable()).orElse(null);
            return value == null
                    || validator
                            .validateValue(
                                    property.owner(), property.component().getName(), value)
                            .isEmpty();
        } catch (BindException notConvertible) {
            // Reported without the cause, whose message may contain a secret.
            return false;
        }
    }

    private String describe(PropertyDefinition property) {
        ConfigurationProperty entry = PropertyOrigin.find(environment, property.name());
        String value = entry == null || property.secret()
                ? "has an invalid value, which is not shown"
                : "is \"" + shortened(SecretMask.apply(String.valueOf(entry.getValue()))) + "\"";
        String remedy = property.defaultValue().isEmpty()
                ? "Correct or remove it."
                : "Correct it, or remove it to use the default " + property.defaultValue() + ".";
        return property.name() + " (" + property.environmentVariable() + ") " + value
                + (entry == null ? "" : " (" + PropertyOrigin.describe(entry) + ")")
                + ", but must be " + property.requirement() + ". " + remedy;
    }

    /** Returns templates unchanged, because the messages of violations are not used. */
    private static final class UninterpolatedMessages implements MessageInterpolator {

        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }

    private static String shortened(String value) {
        return value.length() <= MAX_SHOWN_LENGTH ? value : value.substring(0, MAX_SHOWN_LENGTH) + "…";
    }
}
