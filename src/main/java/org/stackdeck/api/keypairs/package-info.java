/** REST endpoints for the caller's SSH key pairs. */
@NullMarked
package org.stackdeck.api.keypairs;

import org.jspecify.annotations.NullMarked;
