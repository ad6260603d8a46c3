/** Implements the protection of servers and other resources against deletion. */
@NullMarked
package org.stackdeck.operations.protection;

import org.jspecify.annotations.NullMarked;
