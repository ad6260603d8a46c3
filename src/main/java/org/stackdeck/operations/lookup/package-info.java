/** Loads details of servers, and choices for actions, for users, with authorization, rate limits and audit. */
@NullMarked
package org.stackdeck.operations.lookup;

import org.jspecify.annotations.NullMarked;
