/** REST endpoints by which administrators manage grants and roles. */
@NullMarked
package org.stackdeck.api.grants;

import org.jspecify.annotations.NullMarked;
