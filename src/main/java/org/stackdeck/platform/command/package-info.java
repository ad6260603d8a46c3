/** Runs commands that access the database in a separate process, without the rest of Stackdeck. */
@NullMarked
@NamedInterface("command")
package org.stackdeck.platform.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
