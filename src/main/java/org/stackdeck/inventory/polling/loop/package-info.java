/** Runs polls repeatedly on virtual threads and determines when each is due, regularly or because of change hints. */
@NullMarked
package org.stackdeck.inventory.polling.loop;

import org.jspecify.annotations.NullMarked;
