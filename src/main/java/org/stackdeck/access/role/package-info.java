/** Built-in and custom roles: sets of permissions that a grant gives. */
@NullMarked
@NamedInterface("role")
package org.stackdeck.access.role;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
