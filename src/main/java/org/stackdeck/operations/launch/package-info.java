/** Checks and accepts requests for new servers. */
@NullMarked
package org.stackdeck.operations.launch;

import org.jspecify.annotations.NullMarked;
