package org.stackdeck.diagnostics;

import java.util.List;

/**
 * A library that Stackdeck contains.
 *
 * @param name group and artifact, separated by a colon; only the artifact if the library has no group
 * @param licenses SPDX identifiers, or names if the library's POM names no SPDX license; empty if it names none
 */
public record Dependency(String name, String version, List<String> licenses) {

    public Dependency {
        licenses = List.copyOf(licenses);
    }
}
