package org.stackdeck.platform.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.stackdeck.platform.startup.StartupException;

/**
 * Reads secrets from files. A property with the suffix {@code -file}, such as {@code spring.datasource.password-file},
 * contains the path of the file. Line breaks at the end of the file are not part of the secret. Runs after the
 * configuration files have been read.
 */
final class SecretFileLoader implements EnvironmentPostProcessor, Ordered {

    static final String SUFFIX = "-file";

    private static final int MAX_BYTES = 65_536;

    private static final Pattern LINE_BREAKS = Pattern.compile("\\R+\\z");

    /** Returns the properties that can be read from a file. */
    static List<String> names() {
        return Stream.concat(
                        PropertyCatalog.definitions().stream()
                                .filter(PropertyDefinition::secret)
                                .map(PropertyDefinition::name),
                        SpringPropertyDefinition.ALL.stream()
                                .filter(SpringPropertyDefinition::secret)
                                .map(SpringPropertyDefinition::name))
                .toList();
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        load(environment);
    }

    /**
     * @throws StartupException if a path is not absolute, if a file cannot be read, is empty or too large, or contains
     *     a placeholder, or if the secret is also set directly
     */
    static void load(ConfigurableEnvironment environment) {
        Map<String, Object> secrets = new TreeMap<>();
        for (String name : names()) {
            String path = environment.getProperty(name + SUFFIX, "").strip();
            if (path.isEmpty()) {
                continue;
            }
            if (!environment.getProperty(name, "").isBlank()) {
                ConfigurationProperty entry = PropertyOrigin.find(environment, name);
                throw new StartupException("Both " + name + SUFFIX + " and " + name + " are set"
                        + (entry == null ? "" : " (" + PropertyOrigin.describe(entry) + ")") + ". Remove one of them.");
            }
            secrets.put(
                    name,
                    OriginTrackedValue.of(
                            read(name + SUFFIX, path), new TextResourceOrigin(new FileSystemResource(path), null)));
        }
        if (!secrets.isEmpty()) {
            environment.getPropertySources().addFirst(new OriginTrackedMapPropertySource("secret files", secrets));
        }
    }

    private static String read(String property, String path) {
        if (!path.startsWith("/")) {
            // The value is not shown, because the administrator may have entered the secret itself by mistake.
            throw new StartupException(property + " (" + PropertyDefinition.environmentVariable(property)
                    + ") is not an absolute path. Set it to the path of a file that contains the secret.");
        }
        byte[] content;
        try (InputStream file = Files.newInputStream(Path.of(path))) {
            content = file.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw failure(property, path, "does not exist");
        } catch (IOException | InvalidPathException e) {
            throw failure(property, path, "cannot be read");
        }
        if (content.length > MAX_BYTES) {
            throw failure(property, path, "is larger than 64 KB");
        }
        String secret =
                LINE_BREAKS.matcher(new String(content, StandardCharsets.UTF_8)).replaceFirst("");
        if (secret.isBlank()) {
            throw failure(property, path, "is empty");
        }
        if (secret.contains("${")) {
            // Spring would resolve these characters as a placeholder or, if it cannot, report the whole secret.
            throw failure(property, path, "contains the characters ${, which are reserved");
        }
        return secret;
    }

    private static StartupException failure(String property, String path, String problem) {
        return new StartupException("The file " + path + " of " + property + " ("
                + PropertyDefinition.environmentVariable(property) + ") " + problem
                + ". Write the secret into it and make it readable for Stackdeck, or remove the property.");
    }
}
