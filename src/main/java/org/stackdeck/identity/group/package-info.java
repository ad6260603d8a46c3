/** Groups of users. */
@NullMarked
@NamedInterface("group")
package org.stackdeck.identity.group;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
