/** Runs commands that access the database in a process of their own, without the rest of Stackdeck. */
@NullMarked
@NamedInterface("command")
package org.stackdeck.platform.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
