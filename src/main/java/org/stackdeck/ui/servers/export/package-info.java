/** Export of the servers that the grid shows, as a file. */
@NullMarked
package org.stackdeck.ui.servers.export;

import org.jspecify.annotations.NullMarked;
