/** The page about oneself. */
@NullMarked
package org.stackdeck.ui.account;

import org.jspecify.annotations.NullMarked;
