/** Creates the first administrator, or restores one, with a one-time setup code. */
@NullMarked
@NamedInterface("setup")
package org.stackdeck.identity.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
