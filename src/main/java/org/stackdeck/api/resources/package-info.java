/** REST endpoints for the resources besides servers. */
@NullMarked
package org.stackdeck.api.resources;

import org.jspecify.annotations.NullMarked;
