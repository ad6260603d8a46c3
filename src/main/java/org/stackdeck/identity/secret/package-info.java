/** Encryption of secrets in the database, and random tokens and codes. */
@NullMarked
@NamedInterface("secret")
package org.stackdeck.identity.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
