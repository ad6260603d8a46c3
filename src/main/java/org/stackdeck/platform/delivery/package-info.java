/** Durable delivery of messages to other systems: their queue in the database, attempts and retries. */
@NullMarked
@NamedInterface("delivery")
package org.stackdeck.platform.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
