/** Tests of the built product, which runs in separate processes, and of several nodes in one process. */
@NullMarked
package org.stackdeck.product;

import org.jspecify.annotations.NullMarked;
