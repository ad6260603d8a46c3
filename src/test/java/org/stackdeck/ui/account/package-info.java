@NullMarked
package org.stackdeck.ui.account;

import org.jspecify.annotations.NullMarked;
