/** Describes, checks and lists the properties of Stackdeck. */
@NullMarked
@NamedInterface("configuration")
package org.stackdeck.platform.configuration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
