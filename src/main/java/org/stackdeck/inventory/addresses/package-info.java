/** Finds changes of the servers' IP addresses, which Nova's list of changed servers does not contain. */
@NullMarked
package org.stackdeck.inventory.addresses;

import org.jspecify.annotations.NullMarked;
