/** Account page: profile, password, second factors, passkeys, sessions and key pairs of the signed-in user. */
@NullMarked
package org.stackdeck.ui.account;

import org.jspecify.annotations.NullMarked;
