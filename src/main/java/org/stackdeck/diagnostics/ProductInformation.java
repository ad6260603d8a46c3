package org.stackdeck.diagnostics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Origin of the running build.
 *
 * @param version null if the build contains no bill of materials, such as that of a development environment
 * @param commit abbreviated Git commit, followed by "-dirty" if the sources contained other changes; null if unknown
 * @param committedAt time of this commit; null like the commit
 * @param dependencies ordered by name
 */
public record ProductInformation(
        @Nullable String version,
        @Nullable String commit,
        @Nullable Instant committedAt,
        List<Dependency> dependencies) {

    public ProductInformation {
        dependencies = List.copyOf(dependencies);
    }
}
