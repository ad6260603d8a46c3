/** The timeline of a server: Stackdeck operations and actions performed outside Stackdeck. */
@NullMarked
package org.stackdeck.ui.servers.timeline;

import org.jspecify.annotations.NullMarked;
