/** Sessions of browsers and access tokens of REST clients. */
@NullMarked
@NamedInterface("session")
package org.stackdeck.identity.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
