/** Loads details of servers from clouds on behalf of a user, with authorization, rate limit and audit. */
@NullMarked
package org.stackdeck.operations.lookup;

import org.jspecify.annotations.NullMarked;
