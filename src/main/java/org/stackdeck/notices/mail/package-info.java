/** Sends notices by e-mail. */
@NullMarked
package org.stackdeck.notices.mail;

import org.jspecify.annotations.NullMarked;
