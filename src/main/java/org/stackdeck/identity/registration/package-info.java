/** Registration of new accounts, its policy, and reports of names that are already taken. */
@NullMarked
@NamedInterface("registration")
package org.stackdeck.identity.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
