package org.stackdeck.diagnostics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Origin of the running build.
 *
 * @param version null if the build contains no bill of materials, such as that of a development environment
 * @param builtAt null like the version
 * @param commit abbreviated Git commit, followed by "-dirty" if the sources contained other changes; null if unknown
 * @param dependencies ordered by name
 */
public record ProductInformation(
        @Nullable String version,
        @Nullable Instant builtAt,
        @Nullable String commit,
        List<Dependency> dependencies) {

    public ProductInformation {
        dependencies = List.copyOf(dependencies);
    }
}
