/** REST endpoints for operations and for actions on several servers. */
@NullMarked
package org.stackdeck.api.operations;

import org.jspecify.annotations.NullMarked;
