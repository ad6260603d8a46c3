/** Persists operations and deletion protections, applies their state changes and publishes them. */
@NullMarked
package org.stackdeck.operations.state;

import org.jspecify.annotations.NullMarked;
