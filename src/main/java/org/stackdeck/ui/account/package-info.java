/** Account page of the signed-in user. */
@NullMarked
package org.stackdeck.ui.account;

import org.jspecify.annotations.NullMarked;
