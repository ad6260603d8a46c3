/** Second factors (TOTP and recovery codes): setup, verification, removal, and the policy that requires them. */
@NullMarked
@NamedInterface("factor")
package org.stackdeck.identity.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
