/** The bell in the header: notices to the user, with their texts, links and read state. */
@NullMarked
package org.stackdeck.ui.notices;

import org.jspecify.annotations.NullMarked;
