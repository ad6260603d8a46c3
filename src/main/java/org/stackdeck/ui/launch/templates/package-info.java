/** Fields and dialogs that save, select, share and delete launch templates. */
@NullMarked
package org.stackdeck.ui.launch.templates;

import org.jspecify.annotations.NullMarked;
