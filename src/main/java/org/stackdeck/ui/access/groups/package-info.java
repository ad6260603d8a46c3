/** Groups page: list of groups, and the dialogs for groups and their webhooks. */
@NullMarked
package org.stackdeck.ui.access.groups;

import org.jspecify.annotations.NullMarked;
