/** Public SSH keys and their validation. */
@NullMarked
@NamedInterface("keypair")
package org.stackdeck.cloud.keypair;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
