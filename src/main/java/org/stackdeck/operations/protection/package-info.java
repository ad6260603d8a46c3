/** Implements the protection of servers against deletion. */
@NullMarked
package org.stackdeck.operations.protection;

import org.jspecify.annotations.NullMarked;
