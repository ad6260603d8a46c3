/** Access requests: creation, status and review. */
@NullMarked
package org.stackdeck.ui.requests;

import org.jspecify.annotations.NullMarked;
