package org.stackdeck.diagnostics.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.diagnostics.Dependency;

/** Checks the licenses of the libraries in the jar, according to the bill of materials of the build. */
class DependencyLicenseTests {

    /**
     * Licenses under which Stackdeck may be distributed with a library that it does not change. A library with several
     * licenses requires only one of them.
     */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Bouncy Castle Licence",
            "EPL-2.0",
            "LGPL-2.1-or-later",
            "MIT",
            "MIT-0",
            "MPL-2.0");

    @Test
    void eachLibraryHasAnAllowedLicense() {
        List<Dependency> dependencies =
                ProductInformationReader.read(getClass().getClassLoader()).dependencies();
        // Maven does not create the bill of materials with the option -o.
        assumeThat(dependencies).as("bill of materials").isNotEmpty();

        assertThat(dependencies)
                .filteredOn(dependency -> Collections.disjoint(dependency.licenses(), ALLOWED))
                .isEmpty();
    }
}
