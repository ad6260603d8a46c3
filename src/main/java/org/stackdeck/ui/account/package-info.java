/** Account page of the signed-in user: profile, password, second factors, passkeys, key pairs and sessions. */
@NullMarked
package org.stackdeck.ui.account;

import org.jspecify.annotations.NullMarked;
