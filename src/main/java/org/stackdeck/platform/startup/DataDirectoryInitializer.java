package org.stackdeck.platform.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Creates the data directory with access for its owner only, and checks that it is writable. The directory contains the
 * database, the keys and the log. Runs after the configuration files have been read and before the log is opened.
 */
final class DataDirectoryInitializer implements EnvironmentPostProcessor, Ordered {

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Path directory = Path.of(environment.getRequiredProperty("stackdeck.data-dir"))
                .toAbsolutePath()
                .normalize();
        try {
            Files.createDirectories(directory);
            restrictPermissions(directory);
            Files.delete(Files.createTempFile(directory, "writable", null));
        } catch (IOException e) {
            throw new StartupException(
                    "The data directory " + directory + " is not writable. Set another one with STACKDECK_DATA_DIR.",
                    e);
        }
    }

    private static void restrictPermissions(Path directory) {
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException | UnsupportedOperationException e) {
            // The volume belongs to another user, or the file system does not support permissions. The existing
            // permissions then apply.
        }
    }
}
