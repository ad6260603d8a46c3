/** Account page of the signed-in user: profile, e-mail address, notices, sign-in methods, key pairs and sessions. */
@NullMarked
package org.stackdeck.ui.account;

import org.jspecify.annotations.NullMarked;
