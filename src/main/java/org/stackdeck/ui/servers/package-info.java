/** The live grid of servers and the page of each server. */
@NullMarked
package org.stackdeck.ui.servers;

import org.jspecify.annotations.NullMarked;
