/** Checks, audits and accepts requested actions on servers and other resources. */
@NullMarked
package org.stackdeck.operations.admission;

import org.jspecify.annotations.NullMarked;
