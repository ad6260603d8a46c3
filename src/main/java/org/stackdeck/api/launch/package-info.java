/** REST endpoints for launching servers and for launch templates. */
@NullMarked
package org.stackdeck.api.launch;

import org.jspecify.annotations.NullMarked;
