/** Actions on several selected servers: selection, toolbar, dialog and progress. */
@NullMarked
package org.stackdeck.ui.servers.bulk;

import org.jspecify.annotations.NullMarked;
