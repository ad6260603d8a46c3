/** The resources attached to a server: their lists, changes, and which sources can reach its ports. */
@NullMarked
package org.stackdeck.ui.servers.attached;

import org.jspecify.annotations.NullMarked;
