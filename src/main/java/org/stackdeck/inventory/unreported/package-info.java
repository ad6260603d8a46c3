/** Finds changes of servers that Nova's list of changed servers does not contain: addresses and tags. */
@NullMarked
package org.stackdeck.inventory.unreported;

import org.jspecify.annotations.NullMarked;
