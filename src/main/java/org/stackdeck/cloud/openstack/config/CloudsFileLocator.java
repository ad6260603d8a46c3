package org.stackdeck.cloud.openstack.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Locates {@code clouds.yaml} and {@code secure.yaml} as openstacksdk does: the file that an environment variable
 * specifies, otherwise the first existing file in the working directory, {@code ~/.config/openstack} and
 * {@code /etc/openstack}. A {@code clouds.yaml} configured in Stackdeck takes precedence.
 *
 * @param explicitFile {@code stackdeck.clouds-file}; null if not set
 */
public record CloudsFileLocator(
        @Nullable Path explicitFile, Map<String, String> environment, Path workingDirectory, Path home, Path system) {

    /**
     * Returns the file to read; empty if none is found. A file that a setting or an environment variable specifies may
     * not exist.
     */
    Optional<Path> clouds() {
        return explicitFile != null ? Optional.of(explicitFile) : find("OS_CLIENT_CONFIG_FILE", "clouds", List.of());
    }

    /**
     * Returns the file with the secrets for {@code clouds}; empty if none is found. Unless an environment variable
     * specifies the file, the directory of {@code clouds} is searched first.
     */
    Optional<Path> secure(Path clouds) {
        Path beside = clouds.toAbsolutePath().getParent();
        return find("OS_CLIENT_SECURE_FILE", "secure", beside == null ? List.of() : List.of(beside));
    }

    private Optional<Path> find(String variable, String name, List<Path> first) {
        String named = environment.get(variable);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named.strip()));
        }
        var directories = new ArrayList<>(first);
        directories.addAll(
                List.of(workingDirectory, home.resolve(".config").resolve("openstack"), system.resolve("openstack")));
        return directories.stream()
                .flatMap(d -> Stream.of(d.resolve(name + ".yaml"), d.resolve(name + ".yml")))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
