/** Checks of the files in {@code deploy}. */
@NullMarked
package org.stackdeck.deploy;

import org.jspecify.annotations.NullMarked;
