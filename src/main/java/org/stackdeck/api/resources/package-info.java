/** REST endpoints for resources other than servers. */
@NullMarked
package org.stackdeck.api.resources;

import org.jspecify.annotations.NullMarked;
