/** Password sign-in and throttling of attempts. */
@NullMarked
@NamedInterface("signin")
package org.stackdeck.identity.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
