/** Connects and tests clouds whose settings administrators enter in Stackdeck. */
@NullMarked
@NamedInterface("connection")
package org.stackdeck.cloud.connection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
