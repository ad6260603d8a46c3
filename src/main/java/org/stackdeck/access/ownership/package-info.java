/** Stores which user owns each server and caches the owners of all servers. */
@NullMarked
@NamedInterface("ownership")
package org.stackdeck.access.ownership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
