package org.stackdeck.diagnostics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Version, commit and libraries of the running build.
 *
 * @param version null if the build contains no bill of materials, for example in a development environment
 * @param commit abbreviated Git commit, followed by "-dirty" if the sources contained uncommitted changes; null if
 *     unknown
 * @param committedAt time of this commit; null if unknown
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
