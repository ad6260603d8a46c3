/** Specification and validation of a server to be created. */
@NullMarked
@NamedInterface("launch")
package org.stackdeck.cloud.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
