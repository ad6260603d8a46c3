/** Tests of the product as it is shipped: the built jar in a process of its own. */
@NullMarked
package org.stackdeck.product;

import org.jspecify.annotations.NullMarked;
