/** Loads details of servers and choices for actions on behalf of users, with authorization, rate limits and audit. */
@NullMarked
package org.stackdeck.operations.lookup;

import org.jspecify.annotations.NullMarked;
