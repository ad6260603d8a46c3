/** Stackdeck: a live console for OpenStack with its own users. */
@NullMarked
package org.stackdeck;

import org.jspecify.annotations.NullMarked;
