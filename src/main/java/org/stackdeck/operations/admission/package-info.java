/** Checks, audits and accepts requested actions on servers. */
@NullMarked
package org.stackdeck.operations.admission;

import org.jspecify.annotations.NullMarked;
