/** Invitations by link, and the accounts created by accepting them. */
@NullMarked
@NamedInterface("invitation")
package org.stackdeck.identity.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
