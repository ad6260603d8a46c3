/** Invitations page: list of invitations, and the dialogs that create one and show its link. */
@NullMarked
package org.stackdeck.ui.access.invitations;

import org.jspecify.annotations.NullMarked;
