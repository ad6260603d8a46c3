/** Collects the entries of the diagnostics bundle and reads the information about the build. */
@NullMarked
package org.stackdeck.diagnostics.bundle;

import org.jspecify.annotations.NullMarked;
