/** Tests of the built product, which runs in separate processes. */
@NullMarked
package org.stackdeck.product;

import org.jspecify.annotations.NullMarked;
