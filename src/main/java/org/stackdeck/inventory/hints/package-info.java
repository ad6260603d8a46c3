/** Determines when lists are polled, regularly or because of change hints. */
@NullMarked
package org.stackdeck.inventory.hints;

import org.jspecify.annotations.NullMarked;
