/** Stores and caches which users own servers and other resources. */
@NullMarked
@NamedInterface("ownership")
package org.stackdeck.access.ownership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
