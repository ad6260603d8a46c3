/** Stores the grants that an invitation gives and creates them when the invitation is accepted. */
@NullMarked
@NamedInterface("invitation")
package org.stackdeck.access.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
