/** Connects the selection of servers with actions on several of them. */
@NullMarked
package org.stackdeck.ui.servers.bulk;

import org.jspecify.annotations.NullMarked;
