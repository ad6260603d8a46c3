/** Checks before startup, and one-line reports of startup failures. */
@NullMarked
@NamedInterface("startup")
package org.stackdeck.platform.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
