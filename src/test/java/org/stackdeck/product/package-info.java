/** Tests of the built product, which runs in processes of its own. */
@NullMarked
package org.stackdeck.product;

import org.jspecify.annotations.NullMarked;
