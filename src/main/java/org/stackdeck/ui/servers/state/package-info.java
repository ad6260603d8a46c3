/** The state of a server as users see it: groups, labels, colors and badges. */
@NullMarked
package org.stackdeck.ui.servers.state;

import org.jspecify.annotations.NullMarked;
