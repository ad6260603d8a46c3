/** The tabs of a server with its remote console and its console log. */
@NullMarked
package org.stackdeck.ui.servers.console;

import org.jspecify.annotations.NullMarked;
