/** Notices to a user about changes to their sign-in methods. */
@NullMarked
@NamedInterface("notice")
package org.stackdeck.identity.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
