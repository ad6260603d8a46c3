/** The page on which servers are launched. */
@NullMarked
package org.stackdeck.ui.launch;

import org.jspecify.annotations.NullMarked;
