/** How people come in and go out: the server-rendered pages around signing in, and the sessions they lead to. */
@NullMarked
package org.stackdeck.ui.signin;

import org.jspecify.annotations.NullMarked;
