/** Delivery of changes from background threads to open pages: coalescing, throttling and push. */
@NullMarked
package org.stackdeck.ui.push;

import org.jspecify.annotations.NullMarked;
