/** Server-rendered pages for signing in, registration, invitations, second factors and passwords. */
@NullMarked
package org.stackdeck.ui.signin;

import org.jspecify.annotations.NullMarked;
