/** Password hashing and rules, password changes, and reset codes. */
@NullMarked
@NamedInterface("password")
package org.stackdeck.identity.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
