/** Browser sessions: creation, validation, activity, cookies and sign-out. */
@NullMarked
package org.stackdeck.ui.signin.session;

import org.jspecify.annotations.NullMarked;
