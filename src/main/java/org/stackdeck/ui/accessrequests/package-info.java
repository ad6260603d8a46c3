/** Access requests: dialogs to create them, pages to follow and review them, and notifications. */
@NullMarked
package org.stackdeck.ui.accessrequests;

import org.jspecify.annotations.NullMarked;
