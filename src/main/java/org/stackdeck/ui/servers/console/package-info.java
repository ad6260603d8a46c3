/** The tabs with the remote console and the console log of a server. */
@NullMarked
package org.stackdeck.ui.servers.console;

import org.jspecify.annotations.NullMarked;
