/** Creation of resources: buttons, dialogs and the forecast of quotas. */
@NullMarked
package org.stackdeck.ui.resources.creation;

import org.jspecify.annotations.NullMarked;
