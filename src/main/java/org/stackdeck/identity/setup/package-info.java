/** Creates or restores the first administrator with a one-time setup code. */
@NullMarked
@NamedInterface("setup")
package org.stackdeck.identity.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
