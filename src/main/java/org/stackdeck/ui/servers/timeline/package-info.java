/** The timeline of a server: Stackdeck operations and actions made outside Stackdeck. */
@NullMarked
package org.stackdeck.ui.servers.timeline;

import org.jspecify.annotations.NullMarked;
